package io.dmskit.endpoint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One side of a migration. Passwords have no place in it: they live in secrets.
 *
 * <pre>{@code
 * EndpointDefinition.database(Engine.POSTGRES, "bank", "bank/legacy")
 *         .with(Tls.verifyFull("arn:aws:dms:eu-west-1:123456789012:cert:RDS"))
 *         .with(EndpointSettings.NONE.with(PostgreSQLSettings.HEARTBEAT_ENABLE, true))
 *
 * EndpointDefinition.service(Engine.S3, "arn:aws:iam::123456789012:role/lake",
 *         EndpointSettings.NONE.with(S3Settings.BUCKET_NAME, "lake"))
 * }</pre>
 *
 * @param engine the engine
 * @param access how DMS gets at it
 * @param tls how the connection is protected
 * @param settings the engine's own settings
 * @param extraConnectionAttributes attributes that no setting covers, by name
 */
public record EndpointDefinition(
        Engine engine,
        Access access,
        Tls tls,
        EndpointSettings settings,
        Map<String, String> extraConnectionAttributes) {

    /**
     * Checks that the parts go together.
     *
     * @throws IllegalArgumentException if they do not; with every problem
     */
    public EndpointDefinition {
        extraConnectionAttributes = Map.copyOf(extraConnectionAttributes);
        refuse(engine, EndpointChecks.of(engine, access, tls, settings, extraConnectionAttributes));
    }

    /**
     * Creates a database's endpoint with the {@linkplain Tls#strictest strictest protection} that needs no certificate.
     *
     * @param secretAccessRole ARN of the role with which DMS reads the secret; needed on AWS
     */
    public EndpointDefinition(Engine engine, String database, String secret, Optional<String> secretAccessRole) {
        this(
                engine,
                new Access.Database(database, secret, secretAccessRole),
                Tls.strictest(engine, Optional.empty()),
                EndpointSettings.NONE,
                Map.of());
    }

    /** Returns a database's endpoint with the {@linkplain Tls#strictest strictest protection} that needs no certificate. */
    public static EndpointDefinition database(Engine engine, String database, String secret) {
        return new EndpointDefinition(engine, database, secret, Optional.empty());
    }

    /** Returns the endpoint of a service of AWS that DMS uses with a role. */
    public static EndpointDefinition service(Engine engine, String serviceAccessRole, EndpointSettings settings) {
        return new EndpointDefinition(engine, new Access.ServiceRole(serviceAccessRole), Tls.NONE, settings, Map.of());
    }

    /** Returns the endpoint of something whose address stands in the settings. */
    public static EndpointDefinition inSettings(Engine engine, EndpointSettings settings) {
        return new EndpointDefinition(engine, new Access.InSettings(), Tls.NONE, settings, Map.of());
    }

    /** Returns the same endpoint with this protection. */
    public EndpointDefinition with(Tls protection) {
        return new EndpointDefinition(engine, access, protection, settings, extraConnectionAttributes);
    }

    /** Returns the same endpoint with these settings. */
    public EndpointDefinition with(EndpointSettings others) {
        return new EndpointDefinition(engine, access, tls, others, extraConnectionAttributes);
    }

    /** Returns the same endpoint with this attribute too. */
    public EndpointDefinition withExtraConnectionAttribute(String name, String value) {
        Map<String, String> more = new TreeMap<>(extraConnectionAttributes);
        more.put(name, value);
        return new EndpointDefinition(engine, access, tls, settings, more);
    }

    /**
     * Returns the database's name.
     *
     * @throws IllegalStateException if this is no database
     */
    public String database() {
        return login().name();
    }

    /**
     * Returns the name or ARN of the database's secret.
     *
     * @throws IllegalStateException if this is no database
     */
    public String secret() {
        return login().secret();
    }

    /** Returns the ARN of the role with which DMS reads the secret. */
    public Optional<String> secretAccessRole() {
        return access instanceof Access.Database there ? there.secretAccessRole() : Optional.empty();
    }

    /** Returns which database, or which engine, this is: {@code database bank}, {@code s3}. */
    public String describe() {
        return access instanceof Access.Database there ? "database " + there.name() : engine.name();
    }

    /** Returns what keeps the endpoint from being this side of a migration; empty if nothing does. */
    public List<EndpointProblem> problemsAs(EndpointSide side) {
        return problemsAs(side, engine, settings);
    }

    /** Returns what keeps these parts from making an endpoint; empty if nothing does. */
    public static List<EndpointProblem> problems(
            Engine engine, Access access, Tls tls, EndpointSettings settings, Map<String, String> attributes) {
        return EndpointChecks.of(engine, access, tls, settings, attributes);
    }

    /** Returns what keeps an endpoint of this engine and these settings from being a side; empty if nothing does. */
    public static List<EndpointProblem> problemsAs(EndpointSide side, Engine engine, EndpointSettings settings) {
        return EndpointChecks.as(side, engine, settings);
    }

    private Access.Database login() {
        if (access instanceof Access.Database there) {
            return there;
        }
        throw new IllegalStateException("engine " + engine + " is no database: it has neither name nor secret");
    }

    private static void refuse(Engine engine, List<EndpointProblem> problems) {
        if (problems.size() == 1) {
            throw new IllegalArgumentException(
                    "endpoint " + engine + ": " + problems.get(0).text());
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("endpoint " + engine + " has " + problems.size() + " problems:\n"
                    + problems.stream().map(problem -> "  " + problem.text()).collect(Collectors.joining("\n")));
        }
    }
}
