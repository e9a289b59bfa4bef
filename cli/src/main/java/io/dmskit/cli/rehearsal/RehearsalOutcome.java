package io.dmskit.cli.rehearsal;

import io.dmskit.template.BusinessCheck;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a rehearsal went that came to its end.
 *
 * @param migrations one per migration of the file
 * @param checks what the business asked
 */
public record RehearsalOutcome(List<MigrationResult> migrations, List<BusinessCheck.Result> checks) {
    /** Copies the lists. */
    public RehearsalOutcome {
        migrations = List.copyOf(migrations);
        checks = List.copyOf(checks);
    }

    /** Returns why it failed: everything that does not hold; empty if all does. */
    public Optional<String> reason() {
        Stream<String> problems = migrations.stream().flatMap(result -> result.problem().stream()
                .map(problem -> result.migration().name() + ": " + problem));
        Stream<String> failed = checks.stream()
                .filter(check -> !check.passed())
                .map(check -> "check " + check.name() + " failed: " + check.detail());
        return Optional.of(Stream.concat(problems, failed).collect(Collectors.joining("; ")))
                .filter(text -> !text.isEmpty());
    }
}
