package io.dmskit.migration;

import io.dmskit.document.Findings;
import io.dmskit.document.Section;
import java.util.List;
import java.util.Optional;

/** Reads the section {@code capacity}: an instance's class, storage and standby, or {@code serverless} with its units. */
final class CapacityReader {
    private final Section section;
    private final Findings findings;

    CapacityReader(Section section) {
        this.section = section;
        this.findings = section.findings();
    }

    Capacity read() {
        return section.node().get("serverless").isPresent() ? serverless() : provisioned();
    }

    /** See <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateReplicationInstance.html">AllocatedStorage</a>. */
    private Capacity provisioned() {
        section.allowOnly(List.of("instance", "storage-gib", "multi-az", "serverless"));
        Optional<String> instance = section.text("instance");
        instance.filter(name -> !name.startsWith("dms."))
                .ifPresent(name -> findings.error(
                        MigrationReader.VALUE,
                        section.at("instance"),
                        "capacity.instance is \"" + name + "\": it must be a class such as dms.r6i.large"));
        return new Capacity.Provisioned(
                instance.orElse(Capacity.DEFAULT.instanceClass()),
                section.number("storage-gib", 5, 6144).orElse(Capacity.DEFAULT.storageGib()),
                multiAz());
    }

    private Capacity serverless() {
        section.allowOnly(List.of("serverless", "multi-az", "instance", "storage-gib"));
        for (String key : List.of("instance", "storage-gib")) {
            section.node()
                    .get(key)
                    .ifPresent(node -> findings.error(
                            MigrationReader.VALUE,
                            node,
                            "capacity." + key + " does not go with capacity.serverless, which has no instance: keep one"
                                    + " of them"));
        }
        return section.section("serverless").flatMap(this::units).orElse(Capacity.DEFAULT);
    }

    private Optional<Capacity> units(Section units) {
        units.allowOnly(List.of("min", "max"));
        if (units.node().get("max").isEmpty()) {
            units.missing("max");
        }
        Optional<Integer> min = unit(units, "min");
        Optional<Integer> max = unit(units, "max");
        if (min.isPresent() && max.isPresent() && min.get() > max.get()) {
            findings.error(
                    MigrationReader.VALUE,
                    units.at("min"),
                    "capacity.serverless.min is " + min.get() + " and max " + max.get()
                            + ": min must not be more than max");
            return Optional.empty();
        }
        return max.map(most -> new Capacity.Serverless(min, most, multiAz()));
    }

    private Optional<Integer> unit(Section units, String key) {
        Optional<String> text = units.text(key);
        Optional<Integer> offered = text.flatMap(word -> Capacity.Serverless.UNITS.stream()
                .filter(unit -> unit.toString().equals(word))
                .findFirst());
        if (text.isPresent() && offered.isEmpty()) {
            findings.error(
                    MigrationReader.VALUE,
                    units.at(key),
                    units.path(key) + " is \"" + text.get() + "\": it must be one of " + Capacity.Serverless.UNITS);
        }
        return offered;
    }

    private boolean multiAz() {
        return section.flag("multi-az").orElse(Capacity.DEFAULT.multiAz());
    }
}
