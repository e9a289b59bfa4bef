package io.dmskit.template;

import java.util.List;
import java.util.Optional;

/** The templates that come with dmskit. */
public final class Templates {
    private static final List<Template> ALL = List.of(
            new Template(
                    "bank",
                    "a bank leaves Oracle while it goes on working: full load and changes, renames, a split, a mask, a filter",
                    files("data.sql")),
            new Template("store", "a small store moves over a weekend: full load only", files("data.sql")),
            new Template(
                    "stores",
                    "a chain of stores reports to one headquarters: changes only, one task per store, shared tables",
                    files("headquarters.sql")));

    private Templates() {}

    /** Returns all templates. */
    public static List<Template> all() {
        return ALL;
    }

    /** Returns the template of this name, if there is one. */
    public static Optional<Template> named(String name) {
        return ALL.stream().filter(template -> template.name().equals(name)).findFirst();
    }

    private static List<String> files(String sql) {
        return List.of(
                Template.MIGRATION_FILE, "table-mappings.json", "task-settings.json", "schema.sql", sql, "README.md");
    }
}
