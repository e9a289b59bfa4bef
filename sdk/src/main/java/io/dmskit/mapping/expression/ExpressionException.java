package io.dmskit.mapping.expression;

/** An expression is not what DMS takes; carries the code of its finding. */
public final class ExpressionException extends IllegalArgumentException {
    private final String code;

    ExpressionException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Returns the code of the finding, such as {@code TM061}. */
    public String code() {
        return code;
    }
}
