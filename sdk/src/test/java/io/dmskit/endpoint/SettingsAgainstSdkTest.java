package io.dmskit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.databasemigration.model.CreateEndpointRequest;

/** The settings are those of the SDK's model, with its types and its words. */
class SettingsAgainstSdkTest {
    /** Said by {@link Access} and {@link EndpointDefinition}, or not at all: host, port and user stand in the secret. */
    private static final Set<String> BY_DEFINITION = Set.of(
            "DatabaseName",
            "ServerName",
            "Port",
            "Username",
            "SecretsManagerAccessRoleArn",
            "SecretsManagerSecretId",
            "ServiceAccessRoleArn");

    /** Passwords in plain text, which nobody should write down. */
    private static final Set<String> PASSWORDS = Set.of(
            "Password", "AsmPassword", "SecurityDbEncryption", "SslClientKeyPassword", "SaslPassword", "AuthPassword");

    /** What the API takes as a text although it is something else. */
    private static final Set<String> TYPED_BETTER =
            Set.of("MongoDbSettings.ExtractDocId", "MongoDbSettings.DocsToInvestigate");

    static Stream<String> families() {
        return EngineFacts.SETTINGS.keySet().stream().sorted();
    }

    @Test
    void knowsEveryFamilyOfTheApi() {
        Set<String> families = CreateEndpointRequest.builder().build().sdkFields().stream()
                .map(SdkField::memberName)
                .filter(name -> name.endsWith("Settings"))
                .collect(Collectors.toSet());

        // Settings of DMS's own transfers between its instances and S3; no endpoint a user describes has them.
        families.remove("DmsTransferSettings");
        assertThat(EngineFacts.SETTINGS.keySet()).isEqualTo(families);
    }

    @ParameterizedTest
    @MethodSource("families")
    void missesNoMemberAndInventsNone(String family) {
        Set<String> members = new TreeSet<>(fields(family).keySet());
        Set<String> settings =
                settings(family).stream().map(EndpointSetting::name).collect(Collectors.toCollection(TreeSet::new));
        members.removeIf(
                member -> PASSWORDS.contains(member) || (BY_DEFINITION.contains(member) && !settings.contains(member)));

        assertThat(settings).isEqualTo(members);
    }

    @ParameterizedTest
    @MethodSource("families")
    void typesMembersAsTheModelDoes(String family) {
        Map<String, SdkField<?>> fields = fields(family);

        assertThat(settings(family)).allSatisfy(setting -> {
            SdkField<?> field = fields.get(setting.name());
            Class<?> model =
                    field == null ? Void.class : field.marshallingType().getTargetClass();
            if (!TYPED_BETTER.contains(setting.toString())) {
                assertThat(inModel(setting.type())).as(setting.toString()).isEqualTo(model);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("families")
    void takesTheWordsOfTheModel(String family) {
        assertThat(settings(family)).allSatisfy(setting -> assertThat(setting.words())
                .as(setting.toString())
                .containsExactlyInAnyOrderElementsOf(wordsInModel(setting)));
    }

    @ParameterizedTest
    @MethodSource("families")
    void keepsEveryDefaultInItsRange(String family) {
        assertThat(settings(family))
                .allSatisfy(setting -> assertThat(setting.defaultValue().flatMap(setting::problem))
                        .as(setting.toString())
                        .isEmpty());
    }

    private static List<EndpointSetting<?>> settings(String family) {
        return EngineFacts.SETTINGS.getOrDefault(family, List.of());
    }

    private static Map<String, SdkField<?>> fields(String family) {
        return builder(family).sdkFields().stream()
                .collect(Collectors.toMap(SdkField::memberName, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    private static SdkPojo builder(String family) {
        return CreateEndpointRequest.builder().build().sdkFields().stream()
                .filter(field -> field.memberName().equals(family))
                .findFirst()
                .orElseThrow()
                .constructor()
                .get();
    }

    private static Class<?> inModel(Class<?> type) {
        if (type == IntegerList.class) {
            return List.class;
        }
        return type.isEnum() ? String.class : type;
    }

    /** The words of the enum that the builder's method of this name takes besides a text. */
    private static List<String> wordsInModel(EndpointSetting<?> setting) {
        return Arrays.stream(builder(setting.family()).getClass().getMethods())
                .filter(method -> method.getName().equalsIgnoreCase(setting.name()) && method.getParameterCount() == 1)
                .map(method -> method.getParameterTypes()[0])
                .filter(Class::isEnum)
                .flatMap(words -> Arrays.stream(words.getEnumConstants()))
                .filter(word -> !((Enum<?>) word).name().equals("UNKNOWN_TO_SDK_VERSION"))
                .map(Object::toString)
                .toList();
    }
}
