package io.dmskit.apply;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/**
 * What the kit writes on resources: whose they are, and what an apply has begun with them, so that the next one can finish it.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tagging.html">Tagging resources</a>
 */
final class Tags {
    /** The migration that a resource belongs to. */
    static final String MIGRATION = "dmskit:migration";
    /** The apply that created a resource: after a lost answer it tells one's own creation from somebody else's. */
    static final String APPLY = "dmskit:apply";
    /** On the source endpoint, which outlives a task that is made anew: the run was interrupted, and how it is to go on. */
    static final String RESTART = "dmskit:restart";
    /** On an endpoint that was modified: it is to be tested before it is relied on. */
    static final String UNTESTED = "dmskit:untested";

    private final DatabaseMigrationClient client;

    Tags(DatabaseMigrationClient client) {
        this.client = client;
    }

    static List<Tag> of(String migration, String apply) {
        return List.of(tag(MIGRATION, migration), tag(APPLY, apply));
    }

    Map<String, Map<String, String>> on(List<String> arns) {
        Map<String, Map<String, String>> byArn = new TreeMap<>();
        if (arns.isEmpty()) {
            return byArn;
        }
        Lookup.all(() -> client.listTagsForResource(request -> request.resourceArnList(arns))
                        .tagList())
                .forEach(tag -> byArn.computeIfAbsent(
                                tag.resourceArn() == null ? arns.get(0) : tag.resourceArn(), arn -> new TreeMap<>())
                        .put(tag.key(), tag.value()));
        return byArn;
    }

    void put(String arn, String key, String value) {
        client.addTagsToResource(request -> request.resourceArn(arn).tags(tag(key, value)));
    }

    void remove(String arn, String... keys) {
        client.removeTagsFromResource(request -> request.resourceArn(arn).tagKeys(Arrays.asList(keys)));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
