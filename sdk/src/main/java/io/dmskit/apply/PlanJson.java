package io.dmskit.apply;

import io.dmskit.document.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans as JSON: words in lower case with hyphens, everything named by what the plan calls it. */
final class PlanJson {
    private PlanJson() {}

    static Map<String, @Nullable Object> of(ApplyPlan plan) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("migration", plan.migration());
        json.put("empty", plan.isEmpty());
        json.put("interrupts", plan.interrupts());
        json.put("losses", words(plan.losses()));
        json.put("obstacles", plan.obstacles());
        json.put("steps", plan.steps().stream().map(PlanJson::step).toList());
        return json;
    }

    private static Map<String, @Nullable Object> step(PlannedStep step) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("action", word(step.step().action()));
        json.put("resource", word(step.step().resource()));
        json.put("identifier", step.step().identifier());
        json.put("interrupts", step.interrupts());
        json.put("losses", words(step.losses()));
        json.put("changes", step.changes().stream().map(PlanJson::change).toList());
        step.note().ifPresent(note -> json.put("note", note));
        return json;
    }

    private static Map<String, @Nullable Object> change(Change change) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("path", change.subject());
        json.put("before", change.before().orElse(null));
        json.put("after", change.after().orElse(null));
        return json;
    }

    private static List<String> words(Iterable<Loss> losses) {
        List<String> words = new ArrayList<>();
        losses.forEach(loss -> words.add(word(loss)));
        return words;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
