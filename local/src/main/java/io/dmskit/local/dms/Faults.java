package io.dmskit.local.dms;

import io.dmskit.local.wire.Fault;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** DMS's refusals. Those whose code ends in Exception are not in its model, yet it answers with them. */
final class Faults {
    private Faults() {}

    static Fault notFound(String message) {
        return new Fault("ResourceNotFoundFault", message);
    }

    static Fault alreadyExists(String message) {
        return new Fault("ResourceAlreadyExistsFault", message);
    }

    static Fault invalidState(String message) {
        return new Fault("InvalidResourceStateFault", message);
    }

    static Fault invalidValue(String message) {
        return new Fault("InvalidParameterValueException", message);
    }

    static Fault invalidCombination(String message) {
        return new Fault("InvalidParameterCombinationException", message);
    }

    /** Returns the value of a parameter that must be given. */
    static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw invalidValue("the parameter " + name + " must be provided and must not be blank");
        }
        return value;
    }

    /** Returns the value of an identifier: letters, digits and single hyphens, the first a letter. */
    static String identifier(String name, @Nullable String value, int maxLength) {
        String given = required(name, value);
        if (given.length() > maxLength || !given.matches("[A-Za-z](-?[A-Za-z0-9])*")) {
            throw invalidValue(
                    "the parameter " + name + " is not a valid identifier: \"" + given + "\"; identifiers have 1 to "
                            + maxLength
                            + " ASCII letters, digits and hyphens, begin with a letter, and neither end with a hyphen nor"
                            + " contain two in a row");
        }
        return given;
    }

    /** Refuses a value that is not one of those allowed. */
    static String oneOf(String name, @Nullable String value, Collection<String> allowed) {
        String given = required(name, value);
        if (!allowed.contains(given)) {
            throw invalidValue(
                    "the parameter " + name + " is \"" + given + "\"; allowed are " + String.join(", ", allowed));
        }
        return given;
    }
}
