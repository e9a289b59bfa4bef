package io.dmskit.mapping;

import static io.dmskit.mapping.RuleArbitraries.anyTexts;
import static io.dmskit.mapping.RuleArbitraries.extras;
import static io.dmskit.mapping.RuleArbitraries.patterns;
import static io.dmskit.mapping.RuleArbitraries.texts;
import static io.dmskit.mapping.RuleArbitraries.values;

import io.dmskit.mapping.MappingParameters.Attribute;
import io.dmskit.mapping.MappingParameters.Condition;
import io.dmskit.mapping.MappingParameters.KeyType;
import io.dmskit.mapping.MappingParameters.Value;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Object mappings to streams and to DynamoDB. */
final class ObjectMappingArbitraries {
    private ObjectMappingArbitraries() {}

    static Arbitrary<Rule> rules() {
        return Combinators.combine(
                        Arbitraries.of(ObjectMappingRule.Action.values()),
                        patterns(),
                        patterns(),
                        texts(),
                        texts().optional(),
                        anyTexts().optional(),
                        parameters().optional(),
                        extras(true))
                .as((action, schema, table, name, target, key, parameters, extras) -> new ObjectMappingRule(
                        1, name, action, schema, table, target, target, key, parameters, extras));
    }

    private static Arbitrary<MappingParameters> parameters() {
        return Combinators.combine(
                        Arbitraries.of(KeyType.values()).optional(),
                        texts(),
                        texts().optional(),
                        anyTexts().optional(),
                        anyTexts().list().ofMaxSize(2),
                        attributes().list().ofMaxSize(3),
                        conditions().optional())
                .as((type, name, sort, key, excluded, attributes, condition) -> new MappingParameters(
                        type, Optional.of(name), sort, key, excluded, attributes, condition));
    }

    private static Arbitrary<Attribute> attributes() {
        return Combinators.combine(
                        texts(), texts().optional(), texts().optional(), values(), Arbitraries.of(true, false))
                .as(Attribute::new);
    }

    private static Arbitrary<Condition> conditions() {
        Arbitrary<Optional<Boolean>> flags = Arbitraries.of(true, false).optional();
        Arbitrary<Value> named = Combinators.combine(texts(), values()).as(Value::new);
        return Combinators.combine(texts(), named.list().ofMaxSize(2), values().optional(), flags, flags)
                .as(Condition::new);
    }
}
