package io.dmskit.local.dms;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Carries members over between the SDK's model objects, by their names. */
final class Members {
    private Members() {}

    /**
     * Returns {@code onto} with what {@code from} gives, where the two have a member of the same name. Nested settings are merged
     * member by member, lists and maps are replaced.
     */
    static <T extends SdkPojo> T carry(SdkPojo from, T onto) {
        Map<String, SdkField<?>> known =
                onto.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        SdkPojo builder = builderOf(onto);
        for (SdkField<?> field : from.sdkFields()) {
            Object given = field.getValueOrDefault(from);
            SdkField<?> same = known.get(field.memberName());
            if (isGiven(given) && same != null) {
                same.set(builder, merged(same.getValueOrDefault(onto), given));
            }
        }
        return built(onto, builder);
    }

    /** Returns the object without any password, at any depth. */
    static <T extends SdkPojo> T withoutPasswords(T value) {
        SdkPojo builder = builderOf(value);
        for (SdkField<?> field : value.sdkFields()) {
            Object member = field.getValueOrDefault(value);
            if (isSecret(field.memberName())) {
                field.set(builder, null);
            } else if (member instanceof SdkPojo settings) {
                field.set(builder, withoutPasswords(settings));
            }
        }
        return built(value, builder);
    }

    private static Object merged(@Nullable Object old, Object given) {
        return old instanceof SdkPojo before && given instanceof SdkPojo settings ? carry(settings, before) : given;
    }

    private static boolean isGiven(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    /** Oracle's SecurityDbEncryption is the password of its wallet. */
    private static boolean isSecret(String member) {
        String name = member.toLowerCase(Locale.ROOT);
        return name.contains("password") || name.equals("securitydbencryption");
    }

    private static SdkPojo builderOf(SdkPojo value) {
        return (SdkPojo) ((ToCopyableBuilder<?, ?>) value).toBuilder();
    }

    // A builder that an object gave builds an object of that object's class.
    @SuppressWarnings("unchecked")
    private static <T extends SdkPojo> T built(T origin, SdkPojo builder) {
        return (T) origin.getClass().cast(((Buildable) builder).build());
    }
}
