package io.dmskit.mapping;

/**
 * A rule that is kept and written back as it was read, but that nothing here carries out: object-mapping, post-processing and
 * validation rules, tablespaces, before-image columns, a rename to a computed name, and table-settings of an engine's own
 * partitions or of named segments.
 *
 * @param id rule-id
 * @param name rule-name
 * @param type rule-type
 * @param json the rule as it stood, on one line
 */
public record CarriedRule(long id, String name, String type, String json) implements Rule {
    @Override
    public String describe() {
        return type + " rule";
    }
}
