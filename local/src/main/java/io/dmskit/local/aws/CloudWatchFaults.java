package io.dmskit.local.aws;

import io.dmskit.local.wire.Fault;
import org.jspecify.annotations.Nullable;

/** CloudWatch's refusals, each under the name of its shape and the code it has in the query protocol. */
final class CloudWatchFaults {
    private CloudWatchFaults() {}

    static Fault invalidValue(String message) {
        return new Fault("InvalidParameterValueException", "InvalidParameterValue", message, 400);
    }

    static Fault invalidCombination(String message) {
        return new Fault("InvalidParameterCombinationException", "InvalidParameterCombination", message, 400);
    }

    static Fault missing(String message) {
        return new Fault("MissingRequiredParameterException", "MissingParameter", message, 400);
    }

    /** GetMetricData has a word of its own for whatever is wrong with a request. */
    static Fault validation(String message) {
        return new Fault("ValidationException", "ValidationError", message, 400);
    }

    static Fault invalidToken() {
        return new Fault("InvalidNextToken", "the parameter NextToken is not one that an earlier answer gave");
    }

    static Fault limit(String message) {
        return new Fault("LimitExceededFault", "LimitExceeded", message, 400);
    }

    static String required(String parameter, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw missing("The parameter " + parameter + " is required.");
        }
        return value;
    }
}
