package io.dmskit.mapping;

import static io.dmskit.mapping.MappingChecks.quote;

import io.dmskit.document.Findings;
import io.dmskit.document.NearestWord;
import io.dmskit.mapping.LocatorIndex.Effort;
import io.dmskit.mapping.LocatorIndex.Names;
import io.dmskit.mapping.MappingReader.Located;
import io.dmskit.mapping.SelectionRule.Action;
import io.dmskit.mapping.SelectionRule.TableType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Checks selections against each other, and every other rule against what they can select at all. */
final class SelectionChecks {
    /** Looking for a name that was meant takes time, and nobody reads more. */
    private static final int MOST_HINTS = 20;

    private static final int MOST_NAMES = 500;

    private final List<Located> rules;
    private final Findings findings;
    private final Effort effort;
    private final LocatorIndex<SelectionRule> includes;
    private final LocatorIndex<SelectionRule> explicits;
    private final LocatorIndex<SelectionRule> excludes;
    private final TreeSet<String> schemas = new TreeSet<>();
    private final TreeSet<String> tables = new TreeSet<>();
    private int hints;

    SelectionChecks(List<Located> rules, Findings findings, Effort effort) {
        this.rules = rules;
        this.findings = findings;
        this.effort = effort;
        includes = new LocatorIndex<>(effort);
        explicits = new LocatorIndex<>(effort);
        excludes = new LocatorIndex<>(effort);
        for (Located located : rules) {
            if (located.rule() instanceof SelectionRule rule) {
                index(rule.action()).add(names(rule), rule);
                remember(rule);
            }
        }
    }

    private LocatorIndex<SelectionRule> index(Action action) {
        return switch (action) {
            case INCLUDE -> includes;
            case EXPLICIT -> explicits;
            case EXCLUDE -> excludes;
        };
    }

    private void remember(SelectionRule rule) {
        if (rule.action() != Action.EXCLUDE && tables.size() < MOST_NAMES) {
            schemas.add(rule.schema().text());
            if (rule.table().text().indexOf('%') < 0) {
                tables.add(rule.schema() + "." + rule.table());
            }
        }
    }

    private static Names names(SelectionRule rule) {
        return new Names(escaped(rule.schema()), escaped(rule.table()));
    }

    /** An Oracle endpoint may be told that {@code #_} is an underscore: what such a name matches is not known here. */
    private static NamePattern escaped(NamePattern name) {
        return name.text().contains("#_") || name.text().contains("\\_") ? NamePattern.ANY : name;
    }

    void run() {
        Map<Names, SelectionRule> first = new HashMap<>();
        for (Located located : rules) {
            if (located.rule() instanceof SelectionRule rule) {
                switch (rule.action()) {
                    case INCLUDE -> included(located, rule, first);
                    case EXCLUDE -> excluded(located, rule);
                    case EXPLICIT -> {}
                }
            } else if (!schemas.isEmpty()) {
                alive(located);
            }
        }
    }

    private void included(Located located, SelectionRule rule, Map<Names, SelectionRule> first) {
        Names names = names(rule);
        excludes.any(
                        names,
                        exclude -> covers(exclude.tableType(), rule.tableType())
                                && names(exclude).contain(names))
                .ifPresent(exclude -> findings.warning(
                        "TM131",
                        located.at("object-locator"),
                        quote(rule) + " has no effect: " + quote(exclude) + " excludes all of it, in whatever order"));
        if (!rule.filters().isEmpty()) {
            filtered(located, rule, names);
        }
        SelectionRule other = first.putIfAbsent(names, rule);
        if (other != null
                && !other.filters().equals(rule.filters())
                && !rule.filters().isEmpty()) {
            findings.warning(
                    "TM135",
                    located.at("filters"),
                    quote(rule) + " filters otherwise than rule " + other.id()
                            + ", and how DMS combines them is not documented: put the filters into one rule");
        }
        if (other != null && !other.loadOrder().equals(rule.loadOrder())) {
            findings.warning(
                    "TM136",
                    located.at("load-order"),
                    quote(rule) + " has another load-order than rule " + other.id() + ": give one");
        }
    }

    /** The plan takes the filter; the guide does not say what DMS does. */
    private void filtered(Located located, SelectionRule rule, Names names) {
        includes.any(
                        names,
                        whole -> whole.filters().isEmpty()
                                && !names(whole).equals(names)
                                && meets(whole.tableType(), rule.tableType()))
                .ifPresent(whole -> findings.info(
                        "TM135",
                        located.at("filters"),
                        quote(whole)
                                + " takes the same table without a filter: the plan filters it, what DMS does is not"
                                + " documented; try it, or name the tables beside it one by one"));
    }

    private void excluded(Located located, SelectionRule rule) {
        Names names = names(rule);
        Optional<SelectionRule> explicit = explicits.any(names, named -> meets(named.tableType(), rule.tableType()));
        explicit.ifPresent(named -> findings.warning(
                "TM028",
                located.at("object-locator"),
                quote(rule) + " and " + quote(named) + " are about one table: which of them counts is not documented"));
        boolean any = explicit.isPresent()
                || includes.any(names, include -> meets(include.tableType(), rule.tableType()))
                        .isPresent();
        if (!any && !effort.isSpent()) {
            findings.warning(
                    "TM029",
                    located.at("object-locator"),
                    quote(rule) + " has no effect: no other rule selects such a table" + hint(names));
        }
    }

    /** Says when a rule is about tables that no rule selects. */
    private void alive(Located located) {
        Rule rule = located.rule();
        Names names = about(rule);
        boolean named = explicits.any(names, any -> true).isPresent();
        boolean included = includes.any(names, any -> true).isPresent();
        if (effort.isSpent()) {
            return; // what was not found may be there
        }
        if (!named && !included) {
            findings.warning(
                    "TM130",
                    located.at("object-locator"),
                    quote(rule) + " has no effect: no selection rule selects such a table; locators name what the"
                            + " source has" + hint(names));
        } else if (!named) {
            excludes.any(names, exclude -> names(exclude).contain(names) && takesAll(exclude, names))
                    .ifPresent(exclude -> findings.warning(
                            "TM130",
                            located.at("object-locator"),
                            quote(rule) + " has no effect: " + quote(exclude) + " excludes such a table"));
        }
    }

    private boolean takesAll(SelectionRule exclude, Names names) {
        return includes.any(names, include -> !covers(exclude.tableType(), include.tableType()))
                .isEmpty();
    }

    private static Names about(Rule rule) {
        if (rule instanceof TransformationRule transformation) {
            return new Names(transformation.schema(), transformation.table());
        }
        if (rule instanceof TableSettingsRule settings) {
            return new Names(
                    new NamePattern(settings.table().schema(), false),
                    new NamePattern(settings.table().table(), false));
        }
        if (rule instanceof ObjectMappingRule mapping) {
            return new Names(mapping.schema(), mapping.table());
        }
        if (rule instanceof PostProcessingRule processing) {
            return new Names(processing.schema(), processing.table());
        }
        if (rule instanceof ValidationRule validation) {
            return new Names(validation.schema(), validation.table());
        }
        throw new AssertionError(rule);
    }

    private static boolean meets(TableType one, TableType other) {
        return one == other || one == TableType.ALL || other == TableType.ALL;
    }

    private static boolean covers(TableType wide, TableType narrow) {
        return wide == narrow || wide == TableType.ALL;
    }

    private String hint(Names names) {
        if (++hints > MOST_HINTS) {
            return "";
        }
        String schema = names.schema().text();
        String table = schema + "." + names.table();
        Optional<String> near = names.table().isExact() ? NearestWord.to(table, tables) : Optional.empty();
        return near.or(() -> NearestWord.to(schema, schemas).filter(other -> !other.equals(schema)))
                .filter(word -> !word.equals(table))
                .map(word -> ", did you mean \"" + word + "\"?")
                .orElse("");
    }
}
