package io.dmskit.apply;

import io.dmskit.document.Change;
import java.util.ArrayList;
import java.util.List;

/** Plans for people: {@code +} is new, {@code ~} becomes different, {@code -} goes, {@code !} is lost, as in a diff. */
final class PlanText {
    private PlanText() {}

    static String of(ApplyPlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.migration() + ": " + summary(plan));
        int actions = width(plan, false);
        int resources = width(plan, true);
        for (PlannedStep step : plan.steps()) {
            lines.add("  " + mark(step) + " " + pad(step.step().action().word(), actions) + "  "
                    + pad(step.step().resource().word(), resources) + "  "
                    + step.step().identifier()
                    + step.note().map(note -> " (" + note + ")").orElse(""));
            int subjects = step.changes().stream()
                    .mapToInt(change -> change.subject().length())
                    .max()
                    .orElse(0);
            step.changes().forEach(change -> lines.add("      " + change(change, subjects)));
            step.losses().forEach(loss -> lines.add("      ! " + loss.text()));
        }
        plan.obstacles().forEach(obstacle -> lines.add("  x " + obstacle));
        return String.join("\n", lines) + "\n";
    }

    private static String summary(ApplyPlan plan) {
        if (!plan.obstacles().isEmpty()) {
            return "cannot be done";
        }
        if (plan.isEmpty()) {
            return "nothing to do";
        }
        long steps = plan.steps().stream()
                .filter(step -> step.step().action() != ApplyStep.Action.REUSE)
                .count();
        return steps
                + (steps == 1 ? " step" : " steps")
                + (plan.interrupts() ? ", interrupts a run" : "")
                + (plan.losesData() ? ", loses data" : "");
    }

    private static String mark(PlannedStep step) {
        return switch (step.step().action()) {
            case CREATE -> "+";
            case DELETE -> "-";
            case REUSE -> "=";
            default -> "~";
        };
    }

    private static String change(Change change, int width) {
        String sign = change.before().isEmpty() ? "+ " : change.after().isEmpty() ? "- " : "~ ";
        String values = change.before().isPresent() && change.after().isPresent()
                ? change.before().get() + " → " + change.after().get()
                : change.before().or(change::after).orElse("");
        return sign + pad(change.subject(), width) + "  " + values;
    }

    private static int width(ApplyPlan plan, boolean ofResource) {
        return plan.steps().stream()
                .map(PlannedStep::step)
                .mapToInt(step ->
                        (ofResource ? step.resource().word() : step.action().word()).length())
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
