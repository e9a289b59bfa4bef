package io.dmskit.preflight;

import io.dmskit.catalog.ConnectionSupplier;
import io.dmskit.catalog.Session;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.migration.Migration;
import io.dmskit.preflight.sizing.Assumptions;
import io.dmskit.preflight.sizing.Measurement;
import io.dmskit.preflight.sizing.Sizing;
import java.sql.SQLException;
import java.util.Optional;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;

/**
 * Looks at everything a migration needs before anything runs: both databases, and the account if a client is given. It only
 * reads, gives each question a limit, finds everything at once, and says what it did not look at.
 *
 * <pre>{@code
 * PreflightReport report = Preflight.of(migration)
 *         .source(source::getConnection)
 *         .target(target::getConnection)
 *         .service(dms.client())
 *         .check();
 * System.out.print(report.describe());
 * report.requireNoErrors();
 * }</pre>
 *
 * <p>PostgreSQL is looked into as source and as target, MySQL and MariaDB as sources; of other engines it says that they were
 * not. Immutable and thread-safe, as far as what it is given is.
 */
public final class Preflight {
    private final Migration migration;
    private final Optional<ConnectionSupplier> source;
    private final Optional<ConnectionSupplier> target;
    private final Optional<DatabaseMigrationClient> service;
    private final PreflightOptions options;

    private Preflight(
            Migration migration,
            Optional<ConnectionSupplier> source,
            Optional<ConnectionSupplier> target,
            Optional<DatabaseMigrationClient> service,
            PreflightOptions options) {
        this.migration = migration;
        this.source = source;
        this.target = target;
        this.service = service;
        this.options = options;
    }

    /** Begins with the migration alone, and the {@linkplain PreflightOptions#USUAL usual options}. */
    public static Preflight of(Migration migration) {
        return new Preflight(migration, Optional.empty(), Optional.empty(), Optional.empty(), PreflightOptions.USUAL);
    }

    /** Looks at the database rows come from too. */
    public Preflight source(ConnectionSupplier connections) {
        return new Preflight(migration, Optional.of(connections), target, service, options);
    }

    /** Looks at the database rows go to too. */
    public Preflight target(ConnectionSupplier connections) {
        return new Preflight(migration, source, Optional.of(connections), service, options);
    }

    /** Looks at the account too: quotas, what can be ordered, instance and connections as far as they exist. */
    public Preflight service(DatabaseMigrationClient client) {
        return new Preflight(migration, source, target, Optional.of(client), options);
    }

    /** Asks in another way. */
    public Preflight with(PreflightOptions others) {
        return new Preflight(migration, source, target, service, others);
    }

    /** Looks at what was given. Never throws for what it finds. */
    public PreflightReport check() {
        Findings findings = new Findings();
        Looking looking = new Looking(findings);
        looking.source();
        looking.target();
        looking.service();
        Optional<Sizing> sizing = looking.measurement.map(measured -> {
            Sizing proposed = Sizing.of(migration, measured, Assumptions.USUAL);
            SizingChecks.check(migration, proposed, findings);
            return proposed;
        });
        return new PreflightReport(migration.name(), findings.found(), findings.looked(), sizing);
    }

    /** One look at everything. */
    private final class Looking {
        private static final String NO_CONNECTION = "no connection was given";
        private final Findings findings;
        private SourceFacts facts = SourceFacts.NONE;
        private Optional<Measurement> measurement = Optional.empty();

        Looking(Findings findings) {
            this.findings = findings;
        }

        void source() {
            String subject = "source " + migration.source().describe();
            if (source.isEmpty()) {
                findings.notLooked(subject, "the source", NO_CONNECTION);
            } else if (migration.source().engine().isPostgres()) {
                postgresSource(subject, source.get());
            } else if (migration.source().engine().isMysql()) {
                mysqlSource(subject, source.get());
            } else {
                notLookedInto(subject, migration.source());
            }
        }

        private void postgresSource(String subject, ConnectionSupplier connections) {
            try (Session session = Session.postgres(connections, options.patience())) {
                PostgresSource looking = new PostgresSource(session, migration, options, subject, findings);
                facts = looking.check();
                measurement = looking.measurement();
            } catch (SQLException e) {
                unreachable(subject, e);
            }
        }

        private void mysqlSource(String subject, ConnectionSupplier connections) {
            try (Session session = Session.mysql(connections, options.patience())) {
                MysqlSource looking = new MysqlSource(session, migration, subject, findings);
                facts = looking.check();
                measurement = looking.measurement();
            } catch (SQLException e) {
                unreachable(subject, e);
            }
        }

        void target() {
            String subject = "target " + migration.target().describe();
            if (target.isEmpty()) {
                findings.notLooked(subject, "the target", NO_CONNECTION);
            } else if (migration.target().engine().isPostgres()) {
                postgresTarget(subject, target.get());
            } else {
                notLookedInto(subject, migration.target());
            }
        }

        private void postgresTarget(String subject, ConnectionSupplier connections) {
            try (Session session = Session.postgres(connections, options.patience())) {
                new PostgresTarget(session, migration, subject, findings).check(facts);
            } catch (SQLException e) {
                unreachable(subject, e);
            }
        }

        void service() {
            if (service.isEmpty()) {
                findings.notLooked("account", "the service", "no client was given");
            } else {
                findings.look("account", "the service", () -> new ServiceChecks(
                                service.get(), migration, options.tasks(), findings)
                        .check());
            }
        }

        private void notLookedInto(String subject, EndpointDefinition side) {
            findings.notLooked(subject, "engine " + side.engine(), "preflight does not know this engine");
            findings.add(PreflightFinding.info(
                    Check.NOT_LOOKED_INTO,
                    subject,
                    "engine " + side.engine() + " is not looked into",
                    "run DMS's own assessment"));
        }

        private void unreachable(String subject, SQLException failure) {
            findings.notLooked(subject, "the database", Findings.reason(failure));
            findings.add(PreflightFinding.error(
                    Check.UNREACHABLE,
                    subject,
                    "cannot be read: " + Findings.reason(failure),
                    "check address, user and network; the replication instance must reach it too"));
        }
    }
}
