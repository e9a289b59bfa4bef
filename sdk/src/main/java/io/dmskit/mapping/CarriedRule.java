package io.dmskit.mapping;

/**
 * A rule that is kept and written back as it was read, but has no effect on rows between relational databases: object-mapping,
 * post-processing, validation, tablespace and before-image rules.
 *
 * @param id rule-id
 * @param name rule-name
 * @param type rule-type
 * @param json the rule as it stood
 */
public record CarriedRule(long id, String name, String type, String json) implements Rule {
    @Override
    public String describe() {
        return type + " rule";
    }
}
