package io.dmskit.cdk;

/**
 * A version of DMS's replication engine. AWS adds and retires versions, so the set is open: {@link #of}.
 *
 * @param version such as {@code 3.5.4}
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReleaseNotes.html">Release notes</a>
 */
public record DmsEngineVersion(String version) {
    public static final DmsEngineVersion V3_5_4 = new DmsEngineVersion("3.5.4");
    public static final DmsEngineVersion V3_6_1 = new DmsEngineVersion("3.6.1");

    /** Returns this version. */
    public static DmsEngineVersion of(String version) {
        return new DmsEngineVersion(version);
    }

    @Override
    public String toString() {
        return version;
    }
}
