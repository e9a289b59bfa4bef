package io.dmskit.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What speaks against moving a task to another replication instance. */
final class MoveChecks {
    private static final Set<TaskStatus> MOVABLE =
            Set.of(TaskStatus.READY, TaskStatus.STOPPED, TaskStatus.FAILED, TaskStatus.FAILED_MOVE);
    private static final Pattern DOTS = Pattern.compile("\\.");

    private MoveChecks() {}

    static List<Remark> of(TaskSnapshot task, Instance from, Instance to) {
        List<Remark> remarks = new ArrayList<>();
        if (!MOVABLE.contains(task.status())) {
            remarks.add(Remark.error(
                    "L11", "it is " + task.status() + ", and must be ready, stopped or failed: stop it first"));
        }
        if (from.arn().equals(to.arn())) {
            remarks.add(Remark.error("L11", "it is on " + to.arn() + " already: name another replication instance"));
        } else if (isOlder(to.engineVersion(), from.engineVersion())) {
            remarks.add(Remark.error(
                    "L11",
                    "the replication instance has engine version "
                            + to.engineVersion().orElseThrow() + ", older than "
                            + from.engineVersion().orElseThrow() + ": upgrade it first"));
        }
        return remarks;
    }

    private static boolean isOlder(Optional<String> version, Optional<String> other) {
        return version.isPresent()
                && other.isPresent()
                && Arrays.compare(numbers(version.get()), numbers(other.get())) < 0;
    }

    private static int[] numbers(String version) {
        return DOTS.splitAsStream(version)
                .mapToInt(part -> part.matches("[0-9]{1,9}") ? Integer.parseInt(part) : 0)
                .toArray();
    }

    /**
     * A replication instance.
     *
     * @param arn its ARN
     * @param engineVersion DMS's version on it, if it is known
     */
    record Instance(String arn, Optional<String> engineVersion) {}
}
