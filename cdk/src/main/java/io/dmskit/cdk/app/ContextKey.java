package io.dmskit.cdk.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be chosen with {@code cdk ... -c KEY=VALUE}. */
enum ContextKey {
    MIGRATION,
    STACK,
    ACCOUNT,
    REGION,
    VPC,
    INSTANCE,
    INSTANCE_IDENTIFIER,
    INSTANCE_SECURITY_GROUPS,
    SOURCE_CIDR,
    SOURCE_PORT,
    TARGET_CIDR,
    TARGET_PORT,
    SOURCE_DB_INSTANCE,
    ROLES,
    TOPICS,
    ALARMS,
    MUST_RUN,
    START,
    UPDATE,
    REPLACE,
    COST,
    DEPLOYED;

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Arrays.stream(values()).map(ContextKey::word).toList();
    }
}
