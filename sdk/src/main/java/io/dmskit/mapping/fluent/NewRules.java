package io.dmskit.mapping.fluent;

import io.dmskit.mapping.ObjectLocator;
import io.dmskit.mapping.Rule;
import io.dmskit.mapping.Statement;
import io.dmskit.mapping.Transformation;
import io.dmskit.mapping.TransformationRule;
import java.util.List;

/**
 * Rules before their document numbers them.
 *
 * @param rules the rules, each with the same provisional id and name
 */
record NewRules(List<Rule> rules) implements Statement {
    static final long ID = 1;
    static final String NAME = "new";

    static Statement of(Rule... rules) {
        return new NewRules(List.of(rules));
    }

    static Statement of(ObjectLocator locator, Transformation action) {
        return of(TransformationRule.of(ID, NAME, locator, action));
    }
}
