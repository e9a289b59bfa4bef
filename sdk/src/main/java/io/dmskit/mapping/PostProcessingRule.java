package io.dmskit.mapping;

import java.util.List;

/**
 * Tags the S3 objects of tables (add-tag). An object gets the tags of one rule: that of the most exact locator, and of several
 * such rules the first in the document.
 *
 * @param id rule-id
 * @param name rule-name
 * @param schema schema-name of the locator
 * @param table table-name of the locator
 * @param tags 1 to 10
 * @param extras what the document says beyond
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html#CHAP_Target.S3.Tagging">S3 object tagging</a>
 */
public record PostProcessingRule(
        long id, String name, NamePattern schema, NamePattern table, List<Tag> tags, Extras extras) implements Rule {
    /** The most tags of one rule; see the page named above. */
    public static final int MOST_TAGS = 10;

    /**
     * Copies the list and counts it.
     *
     * @throws IllegalArgumentException if it is empty or too long
     */
    public PostProcessingRule {
        Checks.rule(id, name);
        tags = List.copyOf(tags);
        Checks.filled("schema-name", schema.text());
        Checks.filled("table-name", table.text());
        Checks.require(
                !tags.isEmpty() && tags.size() <= MOST_TAGS,
                "tag-set has " + tags.size() + " tags: 1 to " + MOST_TAGS + " are allowed");
    }

    /**
     * One tag; both parts may hold <code>${schema-name}</code> and <code>${table-name}</code>.
     *
     * @param key key
     * @param value value
     */
    public record Tag(String key, JsonValue value) {
        /** Checks the key. */
        public Tag {
            Checks.filled("key", key);
        }
    }

    @Override
    public PostProcessingRule numbered(long id, String name) {
        return new PostProcessingRule(id, name, schema, table, tags, extras);
    }

    @Override
    public String describe() {
        return "add-tag to " + schema + "." + table;
    }
}
