package io.dmskit.mapping;

import static io.dmskit.mapping.MappingChecks.quote;

import io.dmskit.document.Findings;
import io.dmskit.mapping.LocatorIndex.Effort;
import io.dmskit.mapping.LocatorIndex.Names;
import io.dmskit.mapping.MappingReader.Located;
import io.dmskit.mapping.TransformationRule.Target;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Checks transformations against each other: which of them never apply, and which contradict.
 *
 * <p>Two actions on one schema or table are an error, as the guide says. On one <em>column</em> they are a warning: older pages of
 * the guide allow several, and documents that have them run. Two that give the object the same name are no problem at all.
 */
final class TransformationChecks {
    /** Length of what data-masking-hash-mask writes. See <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Masking.html">Data masking</a>. */
    private static final int HASH_LENGTH = 64;

    private final List<Located> rules;
    private final Findings findings;
    private final Effort effort;

    TransformationChecks(List<Located> rules, Findings findings, Effort effort) {
        this.rules = rules.stream()
                .filter(located -> located.rule() instanceof TransformationRule)
                .sorted(Comparator.comparingLong(located -> located.rule().id()))
                .toList();
        this.findings = findings;
        this.effort = effort;
    }

    void run() {
        oneActionPerObject();
        addedOnce();
        includedOrRemoved();
        masks();
    }

    private static TransformationRule rule(Located located) {
        return (TransformationRule) located.rule();
    }

    /** DMS changes an object once, by the rule with the lowest id. */
    private void oneActionPerObject() {
        Map<Target, LocatorIndex<TransformationRule>> earlier = new EnumMap<>(Target.class);
        Map<ObjectLocator, TransformationRule> same = new HashMap<>();
        for (Located located : rules) {
            TransformationRule later = rule(located);
            if (!Precedence.competes(later.action())) {
                continue;
            }
            LocatorIndex<TransformationRule> index =
                    earlier.computeIfAbsent(later.target(), target -> new LocatorIndex<>(effort));
            TransformationRule twin = same.putIfAbsent(later.locator(), later);
            if (twin != null) {
                twice(twin, later, located);
            } else {
                Names names = Names.of(later.locator());
                index.first(names, rule -> compatible(rule, later))
                        .ifPresent(winner -> shadowed(winner, later, located));
                index.add(names, later);
            }
        }
    }

    private static boolean compatible(TransformationRule one, TransformationRule other) {
        boolean types = one.dataType().isEmpty()
                || other.dataType().isEmpty()
                || one.dataType().equals(other.dataType());
        Optional<NamePattern> tablespace = one.locator().tablespace();
        return types
                && (tablespace.isEmpty()
                        || Overlap.meet(tablespace.get(), other.locator().own()));
    }

    private void twice(TransformationRule winner, TransformationRule loser, Located located) {
        String once = once(winner, loser);
        if (winner.action().equals(loser.action()) || sameName(winner, loser)) {
            findings.info("TM054", located.at("object-locator"), once + "; both do the same, one is enough");
        } else if (winner.target() == Target.COLUMN) {
            findings.warning("TM054", located.at("object-locator"), once + "; keep one of them");
        } else {
            findings.error("TM054", located.at("object-locator"), once + "; keep one of them");
        }
    }

    private static boolean sameName(TransformationRule one, TransformationRule other) {
        NamePattern name = one.locator().own();
        return name.isExact()
                && one.action() instanceof Transformation.NameChange a
                && other.action() instanceof Transformation.NameChange b
                && a.apply(name.text()).equals(b.apply(name.text()));
    }

    /** A rule that does what the other does anyway, or steps aside for one that is more exact, is no mistake. */
    private void shadowed(TransformationRule winner, TransformationRule loser, Located located) {
        if (winner.action().equals(loser.action())) {
            return;
        }
        String once = once(winner, loser);
        boolean exact = loser.locator().own().isExact() && sameName(loser, winner);
        if (exact || Names.of(loser.locator()).contain(Names.of(winner.locator()))) {
            findings.info(
                    "TM054",
                    located.at("object-locator"),
                    once + (exact ? "; both give it the same name" : ", so it passes over what the other changes"));
        } else {
            boolean all = Names.of(winner.locator()).contain(Names.of(loser.locator()))
                    && winner.dataType().isEmpty();
            findings.warning(
                    "TM054",
                    located.at("object-locator"),
                    once
                            + (all
                                    ? "; it never has an effect: give it the lower rule-id"
                                    : "; where both match it has no effect"));
        }
    }

    private static String once(TransformationRule winner, TransformationRule loser) {
        return quote(loser) + " comes after " + quote(winner) + ": DMS changes each "
                + winner.target().word() + " once, by the lower rule-id";
    }

    /** Sure where the locators are the same; where wildcards overlap, there may be no table that both match. */
    private void addedOnce() {
        Map<String, LocatorIndex<TransformationRule>> adding = new HashMap<>();
        Map<List<Object>, TransformationRule> same = new HashMap<>();
        for (Located located : rules) {
            if (rule(located).action() instanceof Transformation.AddColumn added) {
                TransformationRule rule = rule(located);
                String name = added.column().toLowerCase(Locale.ROOT);
                LocatorIndex<TransformationRule> overlapping =
                        adding.computeIfAbsent(name, any -> new LocatorIndex<>(effort));
                TransformationRule twin = same.putIfAbsent(List.of(name, rule.locator()), rule);
                if (twin != null) {
                    findings.error("TM056", located.at("value"), alreadyAdded(added, twin));
                } else {
                    overlapping
                            .first(Names.of(rule.locator()), any -> true)
                            .ifPresent(first -> findings.warning(
                                    "TM056",
                                    located.at("value"),
                                    alreadyAdded(added, first) + ": a table that both match is refused"));
                    overlapping.add(Names.of(rule.locator()), rule);
                }
            }
        }
    }

    private static String alreadyAdded(Transformation.AddColumn added, TransformationRule first) {
        return "column \"" + added.column() + "\" is already added by rule " + first.id() + " to " + first.schema()
                + "." + first.table();
    }

    private void includedOrRemoved() {
        LocatorIndex<TransformationRule> including = new LocatorIndex<>(effort);
        for (Located located : rules) {
            if (rule(located).action() instanceof Transformation.IncludeColumn) {
                including.add(new Names(rule(located).schema(), rule(located).table()), rule(located));
            }
        }
        for (Located located : rules) {
            TransformationRule removing = rule(located);
            if (removing.action() instanceof Transformation.RemoveColumn) {
                including
                        .first(new Names(removing.schema(), removing.table()), any -> true)
                        .ifPresent(
                                rule -> findings.warning(
                                        "TM132",
                                        located.at("rule-action"),
                                        quote(removing) + " stands beside " + quote(rule)
                                                + ": where a column is included, all others are dropped anyway; keep one kind"));
            }
        }
    }

    /** A type must be changed before a mask is put on, and be long enough for it. */
    private void masks() {
        Map<ObjectLocator, TransformationRule> masks = new HashMap<>();
        Map<ObjectLocator, DataType> types = new HashMap<>();
        for (Located located : rules) {
            TransformationRule rule = rule(located);
            if (rule.action() instanceof Transformation.ChangeDataType change) {
                types.putIfAbsent(rule.locator(), change.type());
                TransformationRule mask = masks.get(rule.locator());
                if (mask != null) {
                    findings.error(
                            "TM052",
                            located.at("rule-id"),
                            quote(rule) + " must have a lower rule-id than the masking rule " + mask.id());
                }
            } else if (rule.action() instanceof Transformation.AddColumn added) {
                types.putIfAbsent(
                        ObjectLocator.columns(rule.schema().text(), rule.table().text(), added.column()), added.type());
            } else if (rule.action() instanceof Transformation.Masking) {
                masks.putIfAbsent(rule.locator(), rule);
            }
        }
        for (Located located : rules) {
            DataType type = types.get(rule(located).locator());
            if (rule(located).action() instanceof Transformation.HashMask
                    && type != null
                    && type.length().orElse(HASH_LENGTH) < HASH_LENGTH) {
                findings.warning(
                        "TM053",
                        located.at("object-locator"),
                        "a hash has " + HASH_LENGTH + " characters, but the column's length is "
                                + type.length().getAsInt() + ": change its type to a string of " + HASH_LENGTH);
            }
        }
    }
}
