package io.dmskit.local.wire;

/**
 * A refusal that goes to the client as AWS's services write it. The message is for the client: it holds no secret.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/CommonErrors.html">Common errors of DMS</a>
 */
public final class Fault extends RuntimeException {
    private final String code;
    private final String queryCode;
    private final int status;

    /**
     * Creates a fault with HTTP status 400, as nearly all of them have.
     *
     * @param code the code on the wire, such as {@code ResourceNotFoundFault}
     * @param message what, which value, what is allowed, what next
     */
    public Fault(String code, String message) {
        this(code, message, 400);
    }

    /** Creates a fault with another HTTP status. */
    public Fault(String code, String message, int status) {
        this(code, code, message, status);
    }

    /**
     * Creates a fault of a service that once spoke AWS query.
     *
     * @param code the code on the wire, which is the name of the model's shape
     * @param queryCode the code it has in the query protocol, which newer protocols send in a header beside it
     */
    public Fault(String code, String queryCode, String message, int status) {
        super(message, null, false, false);
        this.code = code;
        this.queryCode = queryCode;
        this.status = status;
    }

    /** Returns the code on the wire. */
    public String code() {
        return code;
    }

    /** Returns the code in the query protocol, nearly always the same. */
    public String queryCode() {
        return queryCode;
    }

    /** Returns the message, which every fault has. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}
