package io.dmskit.cloudformation;

import io.dmskit.document.ArrayNode;
import io.dmskit.document.Node;
import io.dmskit.document.ScalarNode;
import io.dmskit.endpoint.Engine;
import io.dmskit.endpoint.Tls;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that look at single properties. What is not given counts as what DMS makes of it. */
final class ControlRules {
    private static final String ENGINE = "EngineName";
    private static final String SSL_MODE = "SslMode";

    private ControlRules() {}

    /** Holds a resource against a control; nothing if it is none of the control's concern. */
    static Optional<Judgement> judge(SecurityControl control, Resource resource) {
        if (!control.types().contains(resource.type())) {
            return Optional.empty();
        }
        return switch (control) {
            case DMS_1 -> notPublic(resource);
            case DMS_2 -> certificateTagged(resource);
            case DMS_3, DMS_4, DMS_5 -> Optional.of(tags(resource));
            case DMS_6 -> upgraded(resource);
            case DMS_7 -> Optional.of(LoggingRule.target(resource));
            case DMS_8 -> Optional.of(LoggingRule.source(resource));
            case DMS_9 -> encrypted(resource);
            case DMS_10 -> neptuneAuthorized(resource);
            case DMS_11 -> mongoAuthenticated(resource);
            case DMS_12 -> redisEncrypted(resource);
            case DMS_13 -> multiAz(resource);
        };
    }

    /** DMS makes an instance public that does not say otherwise. */
    private static Optional<Judgement> notPublic(Resource instance) {
        String property = "PubliclyAccessible";
        Value value = instance.value(property);
        return Optional.of(new Judgement(
                value.judge(Value::isFalse),
                property,
                property + " " + value.describe() + (value.isAbsent() ? ", and DMS makes it true" : "")));
    }

    /** DMS upgrades an instance that does not say otherwise. */
    private static Optional<Judgement> upgraded(Resource instance) {
        return judge(instance, "AutoMinorVersionUpgrade", value -> value.isEmpty() || Value.isTrue(value));
    }

    private static Optional<Judgement> multiAz(Resource instance) {
        return judge(instance, "MultiAZ", Value::isTrue);
    }

    private static Judgement tags(Resource resource) {
        Value tags = resource.value("Tags");
        Value.Verdict verdict =
                tags.judge(value -> value.filter(ControlRules::holdsSome).isPresent());
        boolean perhaps = tags.possible().stream().flatMap(Optional::stream).anyMatch(ControlRules::mayHoldSome);
        return verdict == Value.Verdict.FAILS && perhaps
                ? new Judgement(Value.Verdict.OPEN, "Tags", "Tags depend on a condition")
                : new Judgement(
                        verdict,
                        "Tags",
                        tags.unknown().isPresent()
                                ? "Tags depend on " + tags.unknown().get()
                                : "no Tags are given");
    }

    private static boolean holdsSome(Node tags) {
        return tags instanceof ArrayNode array
                && array.items().stream()
                        .anyMatch(tag -> Functions.function(tag).isEmpty());
    }

    private static boolean mayHoldSome(Node tags) {
        return tags instanceof ArrayNode array && !array.items().isEmpty();
    }

    /** CloudFormation's certificate has no tags, so another resource has to give it some. */
    private static Optional<Judgement> certificateTagged(Resource certificate) {
        Optional<Judgement> best = Stream.concat(
                        certificate.template().resources().values().stream()
                                .filter(other -> other.type().equals(ResourceType.CERTIFICATE_TAGS))
                                .filter(other -> names(other, certificate))
                                .map(ControlRules::tags),
                        Stream.of(new Judgement(
                                Value.Verdict.FAILS,
                                "",
                                "no resource of type " + ResourceType.CERTIFICATE_TAGS + " gives it tags")))
                .min((one, other) -> Integer.compare(rank(one), rank(other)));
        return best.map(judgement -> new Judgement(judgement.verdict(), "", judgement.reason()));
    }

    private static int rank(Judgement judgement) {
        return switch (judgement.verdict()) {
            case PASSES -> 0;
            case OPEN -> 1;
            case FAILS -> 2;
        };
    }

    private static boolean names(Resource tags, Resource certificate) {
        return tags.written("CertificateArn")
                .flatMap(Functions::referred)
                .filter(certificate.logicalId()::equals)
                .isPresent();
    }

    /** Engines without modes protect their connections by themselves, or by a setting with a control of its own. */
    private static Optional<Judgement> encrypted(Resource endpoint) {
        Value engine = endpoint.value(ENGINE);
        if (engine.text().isEmpty() && !engine.isAbsent()) {
            return Optional.of(encrypted(endpoint, engine));
        }
        return engine(endpoint)
                .filter(known -> known.isKnown() && !known.tlsModes().isEmpty())
                .map(known -> encrypted(endpoint, known));
    }

    /** Whichever the engine is, a mode is enough. */
    private static Judgement encrypted(Resource endpoint, Value engine) {
        Value mode = endpoint.value(SSL_MODE);
        Value.Verdict verdict = mode.judge(ControlRules::isEncrypted);
        return new Judgement(
                verdict == Value.Verdict.PASSES ? verdict : Value.Verdict.OPEN,
                SSL_MODE,
                SSL_MODE + " " + mode.describe() + ", and " + ENGINE + " " + engine.describe());
    }

    static boolean isEncrypted(Optional<Node> mode) {
        return mode.isPresent() && !Value.is(mode, "") && !Value.is(mode, Tls.Mode.NONE.word());
    }

    private static Judgement encrypted(Resource endpoint, Engine engine) {
        Value mode = endpoint.value(SSL_MODE);
        String modes = engine.tlsModes().stream()
                .filter(allowed -> allowed != Tls.Mode.NONE)
                .sorted()
                .map(Tls.Mode::word)
                .collect(Collectors.joining(" or "));
        return new Judgement(
                mode.judge(ControlRules::isEncrypted),
                SSL_MODE,
                SSL_MODE + " " + mode.describe() + ", and engine " + engine + " takes " + modes);
    }

    private static Optional<Judgement> neptuneAuthorized(Resource endpoint) {
        return of(Engine.NEPTUNE, endpoint)
                .flatMap(neptune -> judge(neptune, "NeptuneSettings.IamAuthEnabled", Value::isTrue));
    }

    /** Without AuthType a user says that there is a login; a secret says so too. */
    private static Optional<Judgement> mongoAuthenticated(Resource endpoint) {
        boolean hasLogin = Stream.of("Username", "MongoDbSettings.Username", "MongoDbSettings.SecretsManagerSecretId")
                .map(endpoint::value)
                .anyMatch(login -> !login.isAbsent());
        return of(Engine.MONGODB, endpoint)
                .flatMap(mongo -> judge(
                        mongo,
                        "MongoDbSettings.AuthType",
                        value -> Value.is(value, "password") || (value.isEmpty() && hasLogin)));
    }

    /** DMS encrypts the connection to Redis unless told otherwise. */
    private static Optional<Judgement> redisEncrypted(Resource endpoint) {
        return of(Engine.REDIS, endpoint)
                .flatMap(redis ->
                        judge(redis, "RedisSettings.SslSecurityProtocol", value -> !Value.is(value, "plaintext")));
    }

    private static Optional<Resource> of(Engine engine, Resource endpoint) {
        return engine(endpoint).filter(engine::equals).map(same -> endpoint);
    }

    static Optional<Engine> engine(Resource endpoint) {
        return endpoint.value(ENGINE).text().map(Engine::of);
    }

    private static Optional<Judgement> judge(Resource resource, String property, Predicate<Optional<Node>> passes) {
        Value value = resource.value(property);
        return Optional.of(Judgement.of(value.judge(passes), property, value));
    }

    /** Returns the text of a scalar. */
    static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.text()) : Optional.empty();
    }
}
