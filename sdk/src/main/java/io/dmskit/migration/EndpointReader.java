package io.dmskit.migration;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.NearestWord;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import io.dmskit.document.Section;
import io.dmskit.endpoint.Access;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.EndpointProblem;
import io.dmskit.endpoint.EndpointSetting;
import io.dmskit.endpoint.EndpointSettings;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the section of an endpoint, all of whose problems become findings.
 *
 * <pre>{@code
 * source:
 *   engine: postgres
 *   database: bank
 *   secret: bank/legacy
 *   secret-access-role: "arn:aws:iam::123456789012:role/dms-secrets"
 *   tls: verify-full                     # default: the strictest mode the engine takes with what is given
 *   certificate: "arn:aws:dms:eu-west-1:123456789012:cert:RDS"
 *   settings: { PluginName: pglogical, HeartbeatEnable: true }
 *   extra-connection-attributes: { logLevel: debug }
 * target:
 *   engine: s3
 *   service-access-role: "arn:aws:iam::123456789012:role/lake"
 *   settings: { BucketName: lake }
 * }</pre>
 */
final class EndpointReader {
    private static final String ATTRIBUTES = "extra-connection-attributes";
    private static final String SERVICE_ROLE = "service-access-role";
    private static final String PASSWORD_TEXT =
            " is a password and does not belong into a file: put it into a Secrets Manager secret, or where DMS takes it in"
                    + " plain text only, set it on the endpoint by hand";

    private final Section section;
    private final EndpointSide side;

    private EndpointReader(Section section, EndpointSide side) {
        this.section = section;
        this.side = side;
    }

    /** Returns nothing if the section is missing or wrong. */
    static Optional<EndpointDefinition> read(Section file, EndpointSide side) {
        Optional<Section> section = file.section(side.word());
        if (section.isEmpty() && file.node().get(side.word()).isEmpty()) {
            file.missing(side.word());
        }
        return section.flatMap(found -> new EndpointReader(found, side).read());
    }

    /** Returns an engine, unless the word is nearly one that is known. */
    static Optional<Engine> engine(Section section, String key, String word) {
        Engine engine = Engine.of(word);
        Optional<String> near = engine.isKnown() ? Optional.empty() : NearestWord.to(engine.name(), Engine.names());
        near.ifPresent(meant -> section.findings()
                .error(
                        MigrationReader.VALUE,
                        section.at(key),
                        section.path(key) + " is \"" + word + "\", did you mean \"" + meant + "\"?"));
        return near.isPresent() ? Optional.empty() : Optional.of(engine);
    }

    private Optional<EndpointDefinition> read() {
        section.allowOnly(List.of(
                "engine",
                "database",
                "secret",
                "secret-access-role",
                SERVICE_ROLE,
                "tls",
                "certificate",
                "settings",
                ATTRIBUTES));
        Optional<Engine> engine = section.required("engine").flatMap(word -> engine(section, "engine", word));
        if (engine.isEmpty()) {
            return Optional.empty();
        }
        Optional<Access> access = access(engine.get());
        Optional<Tls> tls = tls(engine.get());
        Optional<EndpointSettings> settings = settings(engine.get());
        Optional<Map<String, String>> attributes = attributes();
        if (access.isEmpty() || tls.isEmpty() || settings.isEmpty() || attributes.isEmpty()) {
            return Optional.empty();
        }
        return definition(engine.get(), access.get(), tls.get(), settings.get(), attributes.get());
    }

    private Optional<EndpointDefinition> definition(
            Engine engine, Access access, Tls tls, EndpointSettings settings, Map<String, String> attributes) {
        List<EndpointProblem> problems =
                new ArrayList<>(EndpointDefinition.problems(engine, access, tls, settings, attributes));
        problems.addAll(EndpointDefinition.problemsAs(side, engine, settings));
        problems.forEach(this::report);
        return problems.isEmpty()
                ? Optional.of(new EndpointDefinition(engine, access, tls, settings, attributes))
                : Optional.empty();
    }

    private Optional<Access> access(Engine engine) {
        if (engine.isDatabase()) {
            Optional<String> database = section.required("database");
            Optional<String> secret = section.required("secret");
            Optional<String> role = section.text("secret-access-role");
            refuse(SERVICE_ROLE, "engine " + engine + " is logged in to with a secret");
            return database.flatMap(name -> secret.map(login -> new Access.Database(name, login, role)));
        }
        List.of("database", "secret", "secret-access-role")
                .forEach(key -> refuse(key, "engine " + engine + " has no login that a secret could hold"));
        if (engine.needsServiceRole()) {
            return section.required(SERVICE_ROLE).map(Access.ServiceRole::new);
        }
        refuse(SERVICE_ROLE, "engine " + engine + " is not used with a role");
        return Optional.of(new Access.InSettings());
    }

    private void refuse(String key, String reason) {
        if (section.node().get(key).isPresent()) {
            wrong(section.at(key), section.path(key) + " has no use: " + reason);
        }
    }

    /** Says so when a connection stays open because nothing was said, since an engine protects nothing without a certificate. */
    private Optional<Tls> tls(Engine engine) {
        Optional<String> certificate = section.text("certificate");
        Optional<String> word = section.text("tls");
        if (word.isPresent()) {
            try {
                return Optional.of(new Tls(Tls.Mode.of(word.get()), certificate));
            } catch (IllegalArgumentException e) {
                wrong(section.at("tls"), section.name() + "." + e.getMessage());
                return Optional.empty();
            }
        }
        Tls strictest = Tls.strictest(engine, certificate);
        if (strictest.mode() == Tls.Mode.NONE && !engine.tlsModes().isEmpty()) {
            section.findings()
                    .warning(
                            MigrationReader.VALUE,
                            section.at("engine"),
                            section.name() + " is not encrypted, since " + engine
                                    + " takes TLS only with a certificate: give certificate, or say tls: none");
        }
        return Optional.of(strictest);
    }

    private Optional<EndpointSettings> settings(Engine engine) {
        Optional<Section> given = section.section("settings");
        if (given.isEmpty()) {
            return section.node().get("settings").isPresent() ? Optional.empty() : Optional.of(EndpointSettings.NONE);
        }
        if (!engine.isKnown()) {
            wrong(
                    given.get().node(),
                    "engine " + engine + " is not known, nor are its settings: give them as " + ATTRIBUTES);
            return Optional.empty();
        }
        Map<String, EndpointSetting<?>> known = new LinkedHashMap<>();
        engine.settings().forEach(setting -> known.put(setting.name(), setting));
        EndpointSettings settings = EndpointSettings.NONE;
        boolean right = keysAreKnown(given.get(), known);
        for (EndpointSetting<?> setting : known.values()) {
            Optional<Node> value = given.get().node().get(setting.name());
            Optional<String> text = value.flatMap(node -> text(given.get(), setting.name(), node));
            right &= value.isPresent() == text.isPresent();
            if (text.isPresent()) {
                try {
                    settings = settings.withText(setting, text.get());
                } catch (IllegalArgumentException e) {
                    wrong(given.get().at(setting.name()), section.name() + ".settings." + e.getMessage());
                    right = false;
                }
            }
        }
        return right ? Optional.of(settings) : Optional.empty();
    }

    private boolean keysAreKnown(Section given, Map<String, EndpointSetting<?>> known) {
        boolean right = true;
        for (ObjectNode.Member member : given.node().members()) {
            String path = section.name() + ".settings." + member.key();
            if (Engine.isPassword(member.key())) {
                section.findings().error(MigrationReader.PASSWORD, member, path + PASSWORD_TEXT);
                right = false;
            } else if (!known.containsKey(member.key())) {
                section.findings()
                        .error(
                                MigrationReader.KEY,
                                member,
                                "unknown key " + path + NearestWord.hint(member.key(), known.keySet()));
                right = false;
            }
        }
        for (ObjectNode.Member twice : given.node().duplicates()) {
            section.findings()
                    .error(MigrationReader.KEY, twice, section.name() + ".settings." + twice.key() + " is given twice");
            right = false;
        }
        return right;
    }

    private Optional<Map<String, String>> attributes() {
        Optional<Section> given = section.section(ATTRIBUTES);
        if (given.isEmpty()) {
            return section.node().get(ATTRIBUTES).isPresent() ? Optional.empty() : Optional.of(Map.of());
        }
        List<ObjectNode.Member> members = given.get().node().members();
        Map<String, String> attributes = new LinkedHashMap<>();
        members.forEach(member ->
                text(given.get(), member.key(), member.value()).ifPresent(text -> attributes.put(member.key(), text)));
        return attributes.size() == members.size() ? Optional.of(attributes) : Optional.empty();
    }

    /** A list of scalars counts as their texts with commas between them; a delimiter may well be blank. */
    private static Optional<String> text(Section given, String key, Node value) {
        if (value instanceof ArrayNode) {
            return Optional.of(String.join(",", given.texts(key)));
        }
        return value instanceof ScalarNode scalar && scalar.text().isBlank()
                ? Optional.of(scalar.text())
                : given.text(key);
    }

    private void report(EndpointProblem problem) {
        String code = problem.isPassword() ? MigrationReader.PASSWORD : MigrationReader.VALUE;
        section.findings().error(code, place(problem.part()), section.name() + ": " + problem.text());
    }

    /** The value of the part, or the nearest that is there. */
    private Node place(String part) {
        int dot = part.indexOf('.');
        if (dot < 0) {
            return section.at(part);
        }
        Node outer = section.at(part.substring(0, dot));
        return outer instanceof ObjectNode object
                ? object.get(part.substring(dot + 1)).orElse(outer)
                : outer;
    }

    private void wrong(Node node, String text) {
        section.findings().error(MigrationReader.VALUE, node, text);
    }
}
