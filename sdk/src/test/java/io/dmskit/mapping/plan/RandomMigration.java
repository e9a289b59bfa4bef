package io.dmskit.mapping.plan;

import io.dmskit.catalog.Catalog;
import io.dmskit.catalog.Table;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A source and rules for it, made up from a seed; the same seed makes the same.
 *
 * @param seed what it was made from
 * @param catalog the source
 * @param mappings the rules, as JSON
 * @param targetSchema {@code TargetMetadata.TargetSchema}, mostly not set
 */
public record RandomMigration(long seed, Catalog catalog, String mappings, Optional<String> targetSchema) {
    /** Makes one of everything that DMS's language can say of relational sources, odd names included. */
    public static RandomMigration ofAnything(long seed) {
        return of(seed, false);
    }

    /** Makes one that PostgreSQL can hold and that can be carried out, if its names do not clash. */
    public static RandomMigration toCarryOut(long seed) {
        return of(seed, true);
    }

    private static RandomMigration of(long seed, boolean carriedOut) {
        SplittableRandom random = new SplittableRandom(seed);
        Chance chance = new Chance(random);
        Catalog catalog = new RandomCatalog(chance, carriedOut).next();
        String mappings = new RandomMappings(chance, catalog, carriedOut).next();
        boolean elsewhere = !carriedOut && chance.oneIn(10);
        return new RandomMigration(
                seed,
                catalog,
                mappings,
                elsewhere ? Optional.of(chance.of("landing", "Sales", "x")) : Optional.empty());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("target schema " + targetSchema.orElse("not set"));
        for (Table table : catalog.tables()) {
            text.append("\n")
                    .append(table.name())
                    .append(" ")
                    .append(table.kind())
                    .append(" key ")
                    .append(table.key());
            table.columns()
                    .forEach(column ->
                            text.append(", ").append(column.name()).append(" ").append(column.type()));
        }
        return text.append("\n").append(mappings).toString();
    }
}
