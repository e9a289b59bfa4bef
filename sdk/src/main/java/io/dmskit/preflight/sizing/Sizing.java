package io.dmskit.preflight.sizing;

import io.dmskit.migration.Capacity;
import io.dmskit.migration.Migration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a migration should run on, with the arithmetic that says so.
 *
 * @param capacity the least that is enough, of the migration's kind: an instance class with storage, or the most capacity units
 *     that a serverless replication may need, whose storage AWS provides and which is not sized
 * @param subTasks MaxFullLoadSubTasks that tables and instance can use; 0 where nothing is loaded
 * @param memoryNeeded bytes that the task may take with its settings
 * @param storageNeeded bytes that may wait on disk
 * @param figures the arithmetic, in reading order
 * @param advice what else would help, a sentence each
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_BestPractices.SizingReplicationInstance.html">Choosing the best size</a>
 */
public record Sizing(
        Capacity capacity,
        int subTasks,
        double memoryNeeded,
        double storageNeeded,
        List<Figure> figures,
        List<String> advice) {
    /** Copies the lists. */
    public Sizing {
        figures = List.copyOf(figures);
        advice = List.copyOf(advice);
    }

    /** Works it out for a migration whose source was measured. */
    public static Sizing of(Migration migration, Measurement measured, Assumptions assumptions) {
        return new SizingArithmetic(migration, measured, assumptions).sizing();
    }

    /** Returns the proposal as maps and lists for JSON: bytes, seconds and counts as whole numbers. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (capacity instanceof Capacity.Provisioned instance) {
            json.put("instanceClass", instance.instanceClass());
            json.put("storageGib", instance.storageGib());
        } else if (capacity instanceof Capacity.Serverless serverless) {
            json.put("maxCapacityUnits", serverless.max());
        }
        json.put("subTasks", subTasks);
        json.put("figures", figures.stream().map(Figure::json).toList());
        json.put("advice", advice);
        return json;
    }

    /** Returns the proposal for people, a line for each number. */
    public String describe() {
        int name = width(figures.stream().map(Figure::name).toList());
        int value = width(figures.stream().map(Figure::text).toList());
        int origin =
                width(figures.stream().map(figure -> figure.origin().word()).toList());
        String lines = figures.stream()
                .map(figure -> "  " + pad(figure.name(), name) + "  "
                        + " ".repeat(value - figure.text().length()) + figure.text() + "  "
                        + pad(figure.origin().word(), origin) + "  " + figure.how())
                .collect(Collectors.joining("\n"));
        return "sizing: " + proposal()
                + (subTasks == 0 ? "" : ", MaxFullLoadSubTasks " + subTasks) + "\n" + lines
                + advice.stream().map(sentence -> "\n  → " + sentence).collect(Collectors.joining());
    }

    private String proposal() {
        return capacity instanceof Capacity.Provisioned instance
                ? instance.instanceClass() + ", " + instance.storageGib() + " GiB"
                : "serverless, max " + ((Capacity.Serverless) capacity).max() + " capacity units";
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
