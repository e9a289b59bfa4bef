package io.dmskit.local.aws;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The filters of ListSecrets: AND between filters, OR between values, which are prefixes; {@code !} turns one round. */
final class SecretFilters {
    private SecretFilters() {}

    static boolean pass(Secret secret, List<Filter> filters) {
        return filters.stream().allMatch(filter -> filter.values().stream()
                .anyMatch(value -> value.startsWith("!")
                        ? !meets(secret, filter, value.substring(1))
                        : meets(secret, filter, value)));
    }

    private static boolean meets(Secret secret, Filter filter, String prefix) {
        return texts(secret, filter).anyMatch(text -> text.startsWith(prefix));
    }

    private static Stream<String> texts(Secret secret, Filter filter) {
        return switch (filter.key()) {
            case NAME -> Stream.of(secret.name);
            case DESCRIPTION -> Stream.ofNullable(secret.description);
            case TAG_KEY -> secret.tags.stream().map(Tag::key);
            case TAG_VALUE -> secret.tags.stream().map(Tag::value);
            default -> Stream.concat(Stream.of(secret.name), Stream.ofNullable(secret.description));
        };
    }
}
