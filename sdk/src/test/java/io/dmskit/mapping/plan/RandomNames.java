package io.dmskit.mapping.plan;

import java.util.List;
import java.util.Map;

/** Makes up patterns that match a name, and changes of one. */
final class RandomNames {
    private final Chance chance;

    RandomNames(Chance chance) {
        this.chance = chance;
    }

    String forSelection(String name) {
        int at = chance.from(0, name.length() - 1);
        String head = name.substring(0, at);
        String rest = name.substring(at + 1);
        return switch (chance.from(0, 11)) {
            case 0 -> head + "_" + rest;
            case 1 -> head + "[" + name.charAt(at) + "z]" + rest;
            case 2 -> head + "[a-m]" + rest;
            case 3 -> name.replace("_", "[_]");
            default -> forTransformation(name);
        };
    }

    String forTransformation(String name) {
        int at = chance.from(0, name.length() - 1);
        return switch (chance.from(0, 8)) {
            case 0, 1 -> "%";
            case 2 -> name.substring(0, at) + "%";
            case 3 -> "%" + name.substring(at);
            case 4 -> "%" + name.charAt(at) + "%";
            case 5 -> name.substring(0, at) + "%" + name.substring(at + 1);
            default -> name;
        };
    }

    /** Puts action and value of a change of name into a rule whose locator is there already. */
    void change(Map<String, Object> rule, String target, String name) {
        int at = chance.from(0, name.length());
        String action = chance.of(
                "rename",
                "convert-lowercase",
                "convert-uppercase",
                "add-prefix",
                "add-suffix",
                "remove-prefix",
                "remove-suffix",
                "replace-prefix",
                "replace-suffix");
        rule.put("rule-action", action);
        boolean prefix = action.endsWith("prefix");
        String end = prefix ? name.substring(0, Math.max(1, at)) : name.substring(Math.min(at, name.length() - 1));
        switch (action) {
            case "rename" -> rename(rule, target);
            case "add-prefix", "add-suffix" -> rule.put("value", chance.of("n_", "_x", "\u00E4", "New", "1"));
            case "remove-prefix", "remove-suffix" -> rule.put("value", end);
            case "replace-prefix", "replace-suffix" -> {
                rule.put("old-value", end);
                rule.put("value", chance.of("n_", "Q", "\u00DF"));
            }
            default -> {
                if (chance.oneIn(2)) {
                    rule.put("value", null);
                    rule.put("old-value", null);
                }
            }
        }
    }

    /** A wildcard renamed to one name is a mistake that is made seldom; an expression gives each its own. */
    private void rename(Map<String, Object> rule, String target) {
        boolean wildcard = rule.get("object-locator") instanceof Map<?, ?> locator
                && String.valueOf(locator.get(target + "-name")).contains("%");
        if ((wildcard && !target.equals("schema") && !chance.oneIn(25)) || chance.oneIn(8)) {
            String variable =
                    target.equals("schema") ? "$AR_M_SOURCE_SCHEMA" : "$AR_M_SOURCE_" + upper(target) + "_NAME";
            rule.put(
                    "expression",
                    chance.of(List.of(
                            "lower(" + variable + ")",
                            "upper(" + variable + ")||'_v2'",
                            "'x'||" + variable,
                            "$AR_M_SOURCE_SCHEMA||'_'||" + variable)));
        } else {
            rule.put("value", chance.of("renamed", "Sales", "other_name", "neu \u00FC"));
        }
    }

    private static String upper(String target) {
        return target.equals("table") ? "TABLE" : "COLUMN";
    }
}
