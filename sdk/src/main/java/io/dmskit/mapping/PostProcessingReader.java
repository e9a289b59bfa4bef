package io.dmskit.mapping;

import io.dmskit.document.Node;
import io.dmskit.mapping.PostProcessingRule.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads post-processing rules. */
final class PostProcessingReader implements RuleReader {
    @Override
    public Set<String> keys() {
        return Set.of("tag-set");
    }

    @Override
    public Optional<Supplier<Rule>> read(Fields fields, long id, String name) {
        Optional<String> action = RuleReader.action(fields, "post-processing", List.of("add-tag"));
        Optional<Fields> locator =
                RuleReader.locator(fields, List.of("schema-name", "table-name"), Set.of("schema-name", "table-name"));
        List<Tag> tags = new ArrayList<>();
        List<Fields> items = fields.objects("tag-set", "TM016", "a tag");
        items.forEach(item -> tag(item).ifPresent(tags::add));
        if (items.isEmpty() || items.size() > PostProcessingRule.MOST_TAGS) {
            fields.findings()
                    .error(
                            "TM100",
                            fields.at("tag-set"),
                            "tag-set has " + items.size() + " tags: 1 to " + PostProcessingRule.MOST_TAGS
                                    + " are allowed");
        }
        if (action.isEmpty() || locator.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(() -> new PostProcessingRule(
                id,
                name,
                RuleReader.pattern(locator.get(), "schema-name"),
                RuleReader.pattern(locator.get(), "table-name"),
                tags,
                fields.leftovers()));
    }

    private static Optional<Tag> tag(Fields fields) {
        fields.allowOnly("tag-set", Set.of("key", "value"));
        Optional<String> key = fields.word("key");
        Optional<JsonValue> value = fields.value("value").map(Node::toJson).map(JsonValue::new);
        if (key.isEmpty() || value.isEmpty()) {
            fields.findings().error("TM100", fields.node(), "a tag needs key and value");
            return Optional.empty();
        }
        return Optional.of(new Tag(key.get(), value.get()));
    }
}
