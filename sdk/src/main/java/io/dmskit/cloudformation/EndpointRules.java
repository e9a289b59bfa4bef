package io.dmskit.cloudformation;

import io.dmskit.document.NearestWord;
import io.dmskit.document.Severity;
import io.dmskit.endpoint.EndpointSide;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** An endpoint: the words that CloudFormation takes as they are, and the connection. */
final class EndpointRules {
    private static final String TYPE = "EndpointType";
    private static final String ENGINE = "EngineName";
    private static final String SSL_MODE = "SslMode";
    private static final String KMS_KEY = "KmsKeyId";

    private final Resource endpoint;
    private final Reporter reporter;

    EndpointRules(Resource endpoint, Reporter reporter) {
        this.endpoint = endpoint;
        this.reporter = reporter;
    }

    void run() {
        List<String> sides =
                Arrays.stream(EndpointSide.values()).map(EndpointSide::word).toList();
        endpoint.value(TYPE)
                .texts()
                .distinct()
                .filter(word -> side(word).isEmpty())
                .forEach(word -> reporter.say(
                        TemplateRule.ENDPOINT_TYPE,
                        endpoint,
                        TYPE,
                        TYPE + " is \"" + word + "\"" + NearestWord.hint(word, sides)));
        endpoint.value(ENGINE).texts().distinct().forEach(this::isEngine);
        endpoint.value(SSL_MODE).texts().distinct().forEach(this::isMode);
        new PasswordRules(endpoint, reporter).run();
        Attributes attributes = Attributes.of(endpoint);
        Login login = new Login(endpoint, reporter, attributes);
        login.run();
        ControlRules.engine(endpoint).filter(Engine::isKnown).ifPresent(engine -> {
            side(engine);
            mode(engine);
            login.of(engine);
            new SettingRules(endpoint, engine, reporter, attributes).run();
            kmsKey(engine);
        });
    }

    private void isEngine(String word) {
        Engine engine = Engine.of(word);
        if (engine.isKnown()) {
            return;
        }
        Optional<String> near = NearestWord.to(engine.name(), Engine.names());
        reporter.say(
                TemplateRule.ENGINE,
                near.isPresent() ? Severity.ERROR : Severity.INFO,
                endpoint,
                ENGINE,
                ENGINE + " is \"" + word + "\""
                        + near.map(meant -> ", did you mean \"" + meant + "\"?").orElse(""));
    }

    private void isMode(String word) {
        List<String> words =
                Arrays.stream(Tls.Mode.values()).map(Tls.Mode::word).toList();
        if (!word.isEmpty() && mode(word).isEmpty()) {
            reporter.say(
                    TemplateRule.SSL_MODE,
                    endpoint,
                    SSL_MODE,
                    SSL_MODE + " is \"" + word + "\"" + NearestWord.hint(word, words));
        }
    }

    private static Optional<Tls.Mode> mode(String word) {
        return Arrays.stream(Tls.Mode.values())
                .filter(mode -> mode.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static Optional<EndpointSide> side(String word) {
        return Arrays.stream(EndpointSide.values())
                .filter(side -> side.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns which side an endpoint is, if the template says so. */
    static Optional<EndpointSide> sideOf(Resource endpoint) {
        return endpoint.value(TYPE).text().flatMap(EndpointRules::side);
    }

    private void side(Engine engine) {
        sideOf(endpoint)
                .filter(side -> !engine.sides().contains(side))
                .ifPresent(side -> reporter.say(
                        TemplateRule.SIDE,
                        endpoint,
                        ENGINE,
                        "engine " + engine + " cannot be a " + side.word() + ", only a "
                                + engine.sides().iterator().next().word()));
    }

    private void mode(Engine engine) {
        Optional<Tls.Mode> given = endpoint.value(SSL_MODE).text().flatMap(EndpointRules::mode);
        if (given.isEmpty() || given.get() == Tls.Mode.NONE) {
            return;
        }
        Tls.Mode mode = given.get();
        if (!engine.tlsModes().contains(mode)) {
            reporter.say(
                    TemplateRule.ENGINE_SSL_MODE,
                    endpoint,
                    SSL_MODE,
                    SSL_MODE + " is " + mode.word() + ": engine " + engine + " takes " + modes(engine));
        } else if (mode.needsCertificate() && endpoint.value("CertificateArn").isAbsent()) {
            reporter.say(
                    TemplateRule.CERTIFICATE,
                    endpoint,
                    SSL_MODE,
                    SSL_MODE + " is " + mode.word() + ", and CertificateArn is not given");
        }
    }

    private static String modes(Engine engine) {
        String modes = engine.tlsModes().stream().sorted().map(Tls.Mode::word).collect(Collectors.joining(", "));
        return modes.isEmpty() ? "none: it protects its connections otherwise" : modes;
    }

    private void kmsKey(Engine engine) {
        if (engine.equals(Engine.S3) && Login.isGiven(endpoint, KMS_KEY)) {
            reporter.say(TemplateRule.S3_KMS_KEY, endpoint, KMS_KEY, KMS_KEY + " is given");
        }
    }
}
