package io.dmskit.mapping;

import static io.dmskit.mapping.RuleArbitraries.anyTexts;
import static io.dmskit.mapping.RuleArbitraries.extras;
import static io.dmskit.mapping.RuleArbitraries.names;
import static io.dmskit.mapping.RuleArbitraries.positive;
import static io.dmskit.mapping.RuleArbitraries.texts;

import io.dmskit.mapping.Transformation.BeforeImages;
import io.dmskit.mapping.TransformationRule.Target;
import io.dmskit.mapping.expression.Expression;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Transformations: every action on every object that it fits. */
final class TransformationArbitraries {
    private TransformationArbitraries() {}

    static Arbitrary<Rule> rules() {
        return Combinators.combine(
                        locators(),
                        Arbitraries.oneOf(renamings(), tableActions(), columnActions()),
                        texts(),
                        extras(true))
                .as((locator, action, name, extras) -> rule(locator, action, name, extras))
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    private static Optional<Rule> rule(ObjectLocator locator, Transformation action, String name, Extras extras) {
        boolean fits = action.fits(locator.target())
                && !(action instanceof Transformation.Rename && locator.namesMany())
                && !(action instanceof Transformation.DefinePrimaryKey
                        && SelectionRule.hasPercent(locator.schema(), locator.table()));
        ObjectLocator own = action instanceof Transformation.AddColumn && locator.target() == Target.COLUMN
                ? ObjectLocator.columns(locator.schema().text(), locator.table().text(), "%")
                : locator;
        return fits ? Optional.of(new TransformationRule(1, name, own, action, extras)) : Optional.empty();
    }

    private static Arbitrary<ObjectLocator> locators() {
        Arbitrary<ObjectLocator> columns =
                Combinators.combine(names(), names(), names()).as(ObjectLocator::columns);
        return Arbitraries.oneOf(
                names().map(ObjectLocator::schemas),
                Combinators.combine(names(), names()).as(ObjectLocator::tables),
                columns,
                Combinators.combine(columns, Arbitraries.of(DataType.Name.values()))
                        .as(ObjectLocator::ofType),
                Combinators.combine(names(), names(), names()).as(ObjectLocator::tableTablespaces),
                Combinators.combine(names(), names(), names()).as(ObjectLocator::indexTablespaces));
    }

    private static Arbitrary<Transformation> renamings() {
        return Arbitraries.oneOf(
                texts().map(Transformation.Rename::new),
                expressions().map(Transformation.RenameByExpression::new),
                Arbitraries.of(new Transformation.ConvertLowercase(), new Transformation.ConvertUppercase()),
                texts().map(Transformation.AddPrefix::new),
                texts().map(Transformation.AddSuffix::new),
                texts().map(Transformation.RemovePrefix::new),
                texts().map(Transformation.RemoveSuffix::new),
                Combinators.combine(texts(), anyTexts()).as(Transformation.ReplacePrefix::new),
                Combinators.combine(texts(), anyTexts()).as(Transformation.ReplaceSuffix::new));
    }

    private static Arbitrary<Transformation> tableActions() {
        return Combinators.combine(texts(), anyTexts().list().ofMinSize(1).ofMaxSize(3), Arbitraries.of(true, false))
                .as(Transformation.DefinePrimaryKey::new);
    }

    private static Arbitrary<Transformation> columnActions() {
        return Arbitraries.oneOf(
                Combinators.combine(texts(), expressions(), types()).as(Transformation.AddColumn::new),
                Arbitraries.of(
                        new Transformation.RemoveColumn(),
                        new Transformation.IncludeColumn(),
                        new Transformation.DigitsRandomize(),
                        new Transformation.HashMask()),
                types().map(Transformation.ChangeDataType::new),
                Arbitraries.chars().range('!', '~').map(Transformation.DigitsMask::new),
                Combinators.combine(texts(), anyTexts(), Arbitraries.of(BeforeImages.values()))
                        .as(Transformation.AddBeforeImageColumns::new));
    }

    private static Arbitrary<Expression> expressions() {
        return Arbitraries.of(
                        "NULL",
                        "$a || ', ' || ${B c}",
                        "CASE WHEN $n > 1 THEN 'it''s' ELSE NULL END",
                        "$AR_H_OPERATION",
                        "upper($AR_M_SOURCE_TABLE_NAME)")
                .map(Expression::parse);
    }

    private static Arbitrary<DataType> types() {
        return Combinators.combine(Arbitraries.of(DataType.Name.values()), positive(), positive(), positive())
                .as(DataType::new);
    }
}
