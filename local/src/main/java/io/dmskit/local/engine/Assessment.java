package io.dmskit.local.engine;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Table;
import io.dmskit.endpoint.Engine;
import io.dmskit.local.engine.type.PostgresTypes;
import io.dmskit.mapping.plan.ColumnPlan;
import io.dmskit.mapping.plan.SourceTypes;
import io.dmskit.mapping.plan.TablePlan;
import io.dmskit.settings.MigrationType;
import io.dmskit.settings.TargetMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * DMS's checks before a migration, by its names. Whether a finding fails a check or only warns is not documented for each: what
 * makes DMS lose values fails, what makes it slow or leaves rows without an identity warns.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.AssessmentReport1.html">Premigration assessments</a>
 */
public enum Assessment {
    /** Columns of types that DMS does not read. */
    UNSUPPORTED_DATA_TYPES_IN_SOURCE(Verdict.FAILED) {
        @Override
        Stream<String> findings(AssessmentEvidence evidence) {
            return columns(evidence, column -> !PostgresTypes.isReadByDms(column), "whose type DMS does not read");
        }
    },
    /** LOB columns that are NOT NULL on the target: in full LOB mode a row comes without its LOBs first. */
    FULL_LOB_NOT_NULLABLE_AT_TARGET(Verdict.FAILED) {
        @Override
        Stream<String> findings(AssessmentEvidence evidence) {
            return evidence.settings().get(TargetMetadata.FULL_LOB_MODE)
                    ? evidence.tables().stream().flatMap(plan -> notNullableLobs(plan, evidence.landing(plan)))
                    : Stream.empty();
        }
    },
    /** Tables with LOBs whose rows nothing identifies, so that their LOBs cannot be looked up. */
    TABLE_WITH_LOB_BUT_WITHOUT_PRIMARY_KEY_OR_UNIQUE_CONSTRAINT(Verdict.FAILED) {
        @Override
        Stream<String> findings(AssessmentEvidence evidence) {
            return tables(evidence)
                    .filter(table -> table.key().isEmpty())
                    .filter(table -> table.columns().stream().anyMatch(SourceTypes::isLob))
                    .map(table -> "source table " + table.name() + " has LOBs but no primary key or unique constraint");
        }
    },
    /** Tables whose rows nothing identifies. */
    TABLE_WITH_NO_PRIMARY_KEY_OR_UNIQUE_CONSTRAINT(Verdict.WARNING) {
        @Override
        Stream<String> findings(AssessmentEvidence evidence) {
            return tables(evidence)
                    .filter(table -> table.key().isEmpty())
                    .map(table -> "source table " + table.name() + " has no primary key or unique constraint");
        }
    },
    /** Tables of the target without a key, by which changes could be applied only by searching whole tables. */
    TARGET_TABLE_HAS_UNIQUE_KEY_OR_PRIMARY_KEY_FOR_CDC(Verdict.WARNING) {
        @Override
        public boolean appliesTo(Engine source, Engine target, MigrationType type) {
            return type.replicates();
        }

        @Override
        Stream<String> findings(AssessmentEvidence evidence) {
            return evidence.tables().stream()
                    .flatMap(plan -> evidence.landing(plan).stream())
                    .filter(table -> table.key().isEmpty())
                    .map(table -> "target table " + table.name() + " has no primary key or unique constraint");
        }
    },
    /** Keys that Elasticsearch cannot take as the name of a document. The local engine has no such target, so nothing is found. */
    UNSUPPORTED_SOURCE_PK_TYPE_FOR_ELASTICSEARCH_TARGET(Verdict.FAILED) {
        @Override
        public boolean appliesTo(Engine source, Engine target, MigrationType type) {
            return List.of("elasticsearch", "opensearch").contains(target.name());
        }

        @Override
        Stream<String> findings(AssessmentEvidence evidence) {
            return Stream.empty();
        }
    };

    /** How a check ended. */
    public enum Verdict {
        PASSED,
        WARNING,
        FAILED;

        /** Returns the status of the individual assessment. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What a check found.
     *
     * @param verdict how it ended
     * @param findings one sentence for each table or column concerned
     */
    public record Result(Verdict verdict, List<String> findings) {
        /** Copies the list. */
        public Result {
            findings = List.copyOf(findings);
        }
    }

    private final Verdict withFindings;

    Assessment(Verdict withFindings) {
        this.withFindings = withFindings;
    }

    /** Returns DMS's name of it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns the one of this name, if it is one of these. */
    public static Optional<Assessment> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
    }

    /** Returns whether it means anything for such a task. */
    public boolean appliesTo(Engine source, Engine target, MigrationType type) {
        return true;
    }

    /** Carries it out. */
    public Result on(AssessmentEvidence evidence) {
        List<String> found = findings(evidence).toList();
        return new Result(found.isEmpty() ? Verdict.PASSED : withFindings, found);
    }

    abstract Stream<String> findings(AssessmentEvidence evidence);

    private static Stream<Table> tables(AssessmentEvidence evidence) {
        return evidence.tables().stream().map(TablePlan::source);
    }

    /** Columns that a rule removes are nobody's business. */
    private static Stream<String> columns(AssessmentEvidence evidence, Predicate<Column> concerned, String what) {
        return evidence.tables().stream().flatMap(plan -> plan.columns().stream()
                .map(ColumnPlan::source)
                .flatMap(Optional::stream)
                .filter(concerned)
                .map(column -> "column " + column.name() + " of source table "
                        + plan.source().name() + " is " + column.type() + ", " + what));
    }

    private static Stream<String> notNullableLobs(TablePlan plan, Optional<Table> landing) {
        return landing.stream().flatMap(table -> {
            Map<String, Column> columns =
                    table.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
            return plan.columns().stream()
                    .filter(column -> column.source().filter(SourceTypes::isLob).isPresent())
                    .map(column -> columns.get(column.name()))
                    .filter(column -> column != null && !column.nullable())
                    .map(column -> "LOB column " + column.name() + " of target table " + table.name() + " is NOT NULL");
        });
    }
}
