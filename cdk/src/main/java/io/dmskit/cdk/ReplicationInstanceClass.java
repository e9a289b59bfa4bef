package io.dmskit.cdk;

import java.util.regex.Pattern;

/**
 * A class of replication instances. AWS adds classes, so the set is open: {@link #of}.
 *
 * @param name such as {@code dms.r6i.large}
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.Types.html">Choosing an instance class</a>
 */
public record ReplicationInstanceClass(String name) {
    private static final Pattern FORM = Pattern.compile("dms\\.[a-z0-9-]+\\.[a-z0-9]+");

    public static final ReplicationInstanceClass T3_MEDIUM = new ReplicationInstanceClass("dms.t3.medium");
    public static final ReplicationInstanceClass T3_LARGE = new ReplicationInstanceClass("dms.t3.large");
    public static final ReplicationInstanceClass C6I_LARGE = new ReplicationInstanceClass("dms.c6i.large");
    public static final ReplicationInstanceClass C6I_XLARGE = new ReplicationInstanceClass("dms.c6i.xlarge");
    public static final ReplicationInstanceClass C6I_2XLARGE = new ReplicationInstanceClass("dms.c6i.2xlarge");
    public static final ReplicationInstanceClass R6I_LARGE = new ReplicationInstanceClass("dms.r6i.large");
    public static final ReplicationInstanceClass R6I_XLARGE = new ReplicationInstanceClass("dms.r6i.xlarge");
    public static final ReplicationInstanceClass R6I_2XLARGE = new ReplicationInstanceClass("dms.r6i.2xlarge");
    public static final ReplicationInstanceClass R6I_4XLARGE = new ReplicationInstanceClass("dms.r6i.4xlarge");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is not {@code dms.FAMILY.SIZE}
     */
    public ReplicationInstanceClass {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("replication instance class is \"" + name
                    + "\": it must be dms.FAMILY.SIZE, such as dms.r6i.large");
        }
    }

    /** Returns the class of this name. */
    public static ReplicationInstanceClass of(String name) {
        return new ReplicationInstanceClass(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
