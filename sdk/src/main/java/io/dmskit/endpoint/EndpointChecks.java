package io.dmskit.endpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what does not go together in an endpoint. An engine that is not known gets the benefit of the doubt. */
final class EndpointChecks {
    private static final Pattern HIDDEN = Pattern.compile("(?i)(password|pwd)\\s*=");

    private final List<EndpointProblem> problems = new ArrayList<>();
    private final Engine engine;

    private EndpointChecks(Engine engine) {
        this.engine = engine;
    }

    static List<EndpointProblem> of(
            Engine engine, Access access, Tls tls, EndpointSettings settings, Map<String, String> attributes) {
        EndpointChecks checks = new EndpointChecks(engine);
        engine.facts().ifPresent(facts -> checks.access(facts, access));
        checks.tls(tls);
        checks.family(settings);
        checks.required(settings);
        checks.together(settings);
        attributes.forEach((name, value) -> checks.attribute(name, value, settings));
        return List.copyOf(checks.problems);
    }

    static List<EndpointProblem> as(EndpointSide side, Engine engine, EndpointSettings settings) {
        EndpointChecks checks = new EndpointChecks(engine);
        if (!engine.sides().contains(side)) {
            checks.add(
                    "engine", "engine " + engine + " cannot be a " + side.word() + ", only a " + only(engine.sides()));
        }
        for (EndpointSetting<?> setting : settings.set()) {
            if (!setting.sides().contains(side)) {
                checks.add(
                        "settings." + setting.name(),
                        "setting " + setting.name() + " is for a " + only(setting.sides()) + " only: a " + side.word()
                                + " has no use for it");
            }
        }
        return List.copyOf(checks.problems);
    }

    private static String only(Iterable<EndpointSide> sides) {
        return sides.iterator().next().word();
    }

    private void access(EngineFacts facts, Access access) {
        if (facts.access().isInstance(access)) {
            return;
        }
        if (facts.access() == Access.Database.class) {
            add("secret", "engine " + engine + " is a database: it needs a database name and a secret");
        } else if (facts.access() == Access.ServiceRole.class) {
            add(
                    "service-access-role",
                    "engine " + engine + " needs a service access role instead of a database and its secret");
        } else {
            add("secret", "engine " + engine + " has its address in its settings: it takes neither secret nor role");
        }
    }

    private void tls(Tls tls) {
        Tls.Mode mode = tls.mode();
        if (engine.tlsModes().isEmpty()) {
            if (mode != Tls.Mode.NONE || tls.certificate().isPresent()) {
                add("tls", "engine " + engine + " takes no TLS mode: it protects its connections otherwise");
            }
            return;
        }
        if (!engine.tlsModes().contains(mode)) {
            add("tls", "tls is " + mode.word() + ": engine " + engine + " takes " + modes());
        }
        if (mode.needsCertificate() && tls.certificate().isEmpty()) {
            add("tls", "tls is " + mode.word() + ": it needs the ARN of a certificate imported into DMS");
        }
        if (!mode.needsCertificate() && tls.certificate().isPresent()) {
            add(
                    "certificate",
                    "tls is " + mode.word() + ": it does not look at a certificate; leave it out or verify it");
        }
    }

    private String modes() {
        return engine.tlsModes().stream().sorted().map(Tls.Mode::word).collect(Collectors.joining(", "));
    }

    private void family(EndpointSettings settings) {
        Optional<String> family = settings.family();
        if (family.isPresent() && !engine.settingsFamilies().contains(family.get())) {
            add(
                    "settings",
                    engine.isKnown()
                            ? "settings are " + family.get() + ": engine " + engine + " takes "
                                    + String.join(" or ", engine.settingsFamilies())
                            : "engine " + engine + " is not known, nor are its settings: give them as extra connection"
                                    + " attributes");
        }
    }

    private void required(EndpointSettings settings) {
        for (EndpointSetting<?> setting : engine.settings()) {
            if (setting.isRequired() && settings.get(setting).isEmpty()) {
                add("settings", "setting " + setting.name() + " is missing: engine " + engine + " needs it");
            }
        }
    }

    private void together(EndpointSettings settings) {
        if (isTrue(settings, S3Settings.CDC_INSERTS_ONLY) && isTrue(settings, S3Settings.CDC_INSERTS_AND_UPDATES)) {
            add(
                    "settings.CdcInsertsOnly",
                    "CdcInsertsOnly and CdcInsertsAndUpdates exclude each other: keep one of them");
        }
        if (isTrue(settings, OracleSettings.USE_BFILE)
                && settings.get(OracleSettings.USE_LOGMINER_READER).orElse(true)) {
            add("settings.UseBFile", "UseBFile is true: set UseLogminerReader to false with it");
        }
        for (EndpointSetting<String> key : List.of(
                S3Settings.SERVER_SIDE_ENCRYPTION_KMS_KEY_ID, RedshiftSettings.SERVER_SIDE_ENCRYPTION_KMS_KEY_ID)) {
            keyOfOwn(settings, key);
        }
    }

    private void keyOfOwn(EndpointSettings settings, EndpointSetting<String> key) {
        EndpointSetting<EncryptionMode> mode =
                key.family().equals(S3Settings.FAMILY) ? S3Settings.ENCRYPTION_MODE : RedshiftSettings.ENCRYPTION_MODE;
        if (settings.get(mode).filter(EncryptionMode.SSE_KMS::equals).isPresent()
                && settings.get(key).isEmpty()) {
            add("settings.EncryptionMode", "EncryptionMode is sse-kms: it needs " + key.name());
        }
    }

    private static boolean isTrue(EndpointSettings settings, EndpointSetting<Boolean> setting) {
        return settings.get(setting).orElse(false);
    }

    private void attribute(String name, String value, EndpointSettings settings) {
        String part = "extra-connection-attributes." + name;
        if (isSecret(name) || HIDDEN.matcher(value).find()) {
            problems.add(new EndpointProblem(
                    part, true, "extra connection attribute " + name + " holds a password: put it into the secret"));
        } else if (name.isBlank() || (name + value).contains(";") || name.contains("=")) {
            add(
                    part,
                    "extra connection attribute \"" + name + "\" cannot be written: names are not blank and have no =,"
                            + " and neither name nor value has a semicolon, which ends an attribute");
        } else if (settings.set().stream().anyMatch(setting -> setting.name().equalsIgnoreCase(name))) {
            add(part, "extra connection attribute " + name + " is given as a setting too: keep the setting");
        }
    }

    /** Returns whether values of this name are passwords. Oracle's securityDbEncryption is that of its wallet. */
    static boolean isSecret(String name) {
        String word = name.toLowerCase(Locale.ROOT);
        return word.contains("password") || word.equals("pwd") || word.equals("securitydbencryption");
    }

    private void add(String part, String text) {
        problems.add(new EndpointProblem(part, text));
    }
}
