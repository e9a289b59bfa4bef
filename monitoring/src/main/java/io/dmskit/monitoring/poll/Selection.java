package io.dmskit.monitoring.poll;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tasks and serverless replications of an account are watched. */
public sealed interface Selection {
    /** Returns all there are, those that are made later included. */
    static Selection all() {
        return new All();
    }

    /** Returns those of migrations, by the migrations' names, which are their identifiers. */
    static Selection ofMigrations(Collection<String> names) {
        return new Migrations(
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet()));
    }

    /** Returns those of these ARNs; one that is made again has another. */
    static Selection ofArns(Collection<String> arns) {
        return new Arns(Set.copyOf(arns));
    }

    /** Returns those with a tag; tags are read once of each ARN. */
    static Selection tagged(String key, String value) {
        return new Tagged(key, value);
    }

    /** All there are. */
    record All() implements Selection {}

    /**
     * Those of migrations.
     *
     * @param names in lower case
     */
    record Migrations(Set<String> names) implements Selection {
        /** Copies the set. */
        public Migrations {
            names = Set.copyOf(names);
        }
    }

    /**
     * Those of some ARNs.
     *
     * @param arns of tasks and of replication configs
     */
    record Arns(Set<String> arns) implements Selection {
        /** Copies the set. */
        public Arns {
            arns = Set.copyOf(arns);
        }
    }

    /**
     * Those with a tag.
     *
     * @param key its key
     * @param value its value
     */
    record Tagged(String key, String value) implements Selection {}
}
