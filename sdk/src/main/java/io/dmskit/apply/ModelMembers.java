package io.dmskit.apply;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** Members of the SDK's model objects by the names the API gives them, their values as texts. */
final class ModelMembers {
    private ModelMembers() {}

    /** Sets a member of a builder. */
    static void set(SdkPojo builder, String name, String text) {
        SdkField<?> field = field(builder, name);
        field.set(builder, value(field, text));
    }

    /** Sets a member that is an object with members of its own. */
    static void set(SdkPojo builder, String name, Map<String, String> members) {
        SdkField<?> field = field(builder, name);
        SdkPojo object = field.constructor().get();
        members.forEach((member, text) -> set(object, member, text));
        field.set(builder, ((Buildable) object).build());
    }

    /** Returns a member that is an object, if it is there. */
    static Optional<SdkPojo> object(SdkPojo from, String name) {
        return Optional.ofNullable(field(from, name).getValueOrDefault(from)).map(SdkPojo.class::cast);
    }

    /** Returns a member's text; a list's are joined with commas. */
    static Optional<String> text(SdkPojo from, String name) {
        Object value = field(from, name).getValueOrDefault(from);
        return Optional.ofNullable(value)
                .map(there -> there instanceof List<?> list
                        ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                        : String.valueOf(there));
    }

    private static Object value(SdkField<?> field, String text) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> text;
            case BOOLEAN -> Boolean.valueOf(text);
            case INTEGER -> Integer.valueOf(text);
            case LIST ->
                Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
            default -> throw new AssertionError("member " + field.memberName() + " is no setting");
        };
    }

    private static SdkField<?> field(SdkPojo object, String name) {
        return object.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the API has no member " + name));
    }
}
