package io.dmskit.local.dms;

import io.dmskit.local.store.Documents;
import io.dmskit.local.store.Shelf;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.databasemigration.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.databasemigration.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.databasemigration.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.databasemigration.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.databasemigration.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.databasemigration.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** Tags of resources, by ARN. Used under the {@link Conductor} only. */
final class Tags {
    private final Predicate<String> exists;
    private final Shelf<Map<String, String>> shelf;
    private final Map<String, Map<String, String>> byArn;

    /** Creates them as the state file holds them; {@code exists} tells which ARNs there are. */
    Tags(Conductor conductor, Predicate<String> exists) {
        this.exists = exists;
        shelf = conductor.shelf("tags", Documents.ofStrings());
        byArn = new HashMap<>(shelf.kept());
    }

    void put(String arn, List<Tag> tags) {
        tags.forEach(tag -> Faults.required("Tags.Key", tag.key()));
        Map<String, String> values = byArn.computeIfAbsent(arn, any -> new TreeMap<>());
        tags.forEach(tag -> values.put(tag.key(), tag.value() == null ? "" : tag.value()));
        shelf.put(arn, values);
    }

    void forget(String arn) {
        byArn.remove(arn);
        shelf.remove(arn);
    }

    ListTagsForResourceResponse list(ListTagsForResourceRequest request) {
        boolean several =
                request.hasResourceArnList() && !request.resourceArnList().isEmpty();
        List<Tag> tags = several
                ? request.resourceArnList().stream()
                        .flatMap(arn -> tags(arn)
                                .map(tag -> tag.toBuilder().resourceArn(arn).build()))
                        .toList()
                : tags(request.resourceArn()).toList();
        return ListTagsForResourceResponse.builder().tagList(tags).build();
    }

    AddTagsToResourceResponse add(AddTagsToResourceRequest request) {
        put(known(request.resourceArn()), request.tags());
        return AddTagsToResourceResponse.builder().build();
    }

    RemoveTagsFromResourceResponse remove(RemoveTagsFromResourceRequest request) {
        Map<String, String> values = byArn.getOrDefault(known(request.resourceArn()), new TreeMap<>());
        values.keySet().removeAll(request.tagKeys());
        shelf.put(request.resourceArn(), values);
        return RemoveTagsFromResourceResponse.builder().build();
    }

    private Stream<Tag> tags(String arn) {
        return byArn.getOrDefault(known(arn), Map.of()).entrySet().stream().map(entry -> Tag.builder()
                .key(entry.getKey())
                .value(entry.getValue())
                .build());
    }

    private String known(String arn) {
        if (!exists.test(Faults.required("ResourceArn", arn))) {
            throw Faults.notFound("resource " + arn + " not found");
        }
        return arn;
    }
}
