package io.dmskit.mapping.fluent;

import io.dmskit.mapping.Extras;
import io.dmskit.mapping.JsonValue;
import io.dmskit.mapping.NamePattern;
import io.dmskit.mapping.PostProcessingRule;
import io.dmskit.mapping.PostProcessingRule.Tag;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Statement;
import java.util.ArrayList;
import java.util.List;

/** Tags for the objects that an S3 target gets. */
public final class Tagging implements Statement {
    private final String schema;
    private final String table;
    private final List<Tag> tags;

    Tagging(String schema, String table) {
        this(schema, table, List.of());
    }

    private Tagging(String schema, String table, List<Tag> tags) {
        this.schema = schema;
        this.table = table;
        this.tags = tags;
    }

    /** Adds another tag; DMS takes up to ten. */
    public Tagging addTag(String key, String value) {
        List<Tag> more = new ArrayList<>(tags);
        more.add(new Tag(key, JsonValue.text(value)));
        return new Tagging(schema, table, List.copyOf(more));
    }

    @Override
    public List<Rule> rules() {
        return List.of(new PostProcessingRule(
                NewRules.ID,
                NewRules.NAME,
                new NamePattern(schema, false),
                new NamePattern(table, false),
                tags,
                Extras.NONE));
    }
}
