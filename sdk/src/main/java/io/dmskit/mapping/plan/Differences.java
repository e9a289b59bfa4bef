package io.dmskit.mapping.plan;

import io.dmskit.document.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what is said of each subject. */
final class Differences {
    private Differences() {}

    /** Returns what differs: subjects that were there in their old order, then new ones. */
    static List<Change> between(Map<String, String> before, Map<String, String> after) {
        Set<String> subjects = new LinkedHashSet<>(before.keySet());
        subjects.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String subject : subjects) {
            Optional<String> was = Optional.ofNullable(before.get(subject));
            Optional<String> is = Optional.ofNullable(after.get(subject));
            if (!was.equals(is)) {
                changes.add(new Change(subject, was, is));
            }
        }
        return changes;
    }
}
