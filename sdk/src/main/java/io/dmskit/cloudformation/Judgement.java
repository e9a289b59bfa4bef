package io.dmskit.cloudformation;

/**
 * What a control makes of a resource.
 *
 * @param verdict whether it passes
 * @param property the property that decided
 * @param reason what that property is
 */
record Judgement(Value.Verdict verdict, String property, String reason) {
    static Judgement of(Value.Verdict verdict, String property, Value value) {
        return new Judgement(verdict, property, property + " " + value.describe());
    }
}
