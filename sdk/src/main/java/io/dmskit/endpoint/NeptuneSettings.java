package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Amazon Neptune, as a target. The graph passes through a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_NeptuneSettings.html">NeptuneSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Neptune.html">User guide</a>
 */
public final class NeptuneSettings {
    static final String FAMILY = "NeptuneSettings";

    /** Bucket that the graph passes through. Required. */
    public static final EndpointSetting<String> S3_BUCKET_NAME =
            EndpointSetting.text(FAMILY, "S3BucketName").required();

    /** Folder in the bucket. Required. */
    public static final EndpointSetting<String> S3_BUCKET_FOLDER =
            EndpointSetting.text(FAMILY, "S3BucketFolder").required();

    /** Pause before a failed bulk load is repeated, in milliseconds. Default 250; at least 0. */
    public static final EndpointSetting<Integer> ERROR_RETRY_DURATION =
            EndpointSetting.number(FAMILY, "ErrorRetryDuration").byDefault(250).atLeast(0);

    /** Size of a CSV file at which it is loaded, in KB. Default 1048576; at least 1. */
    public static final EndpointSetting<Integer> MAX_FILE_SIZE =
            EndpointSetting.number(FAMILY, "MaxFileSize").byDefault(1048576).atLeast(1);

    /** How often a bulk load is repeated before it is an error. Default 5; at least 0. */
    public static final EndpointSetting<Integer> MAX_RETRY_COUNT =
            EndpointSetting.number(FAMILY, "MaxRetryCount").byDefault(5).atLeast(0);

    /** Whether DMS logs in with IAM. Default false. */
    public static final EndpointSetting<Boolean> IAM_AUTH_ENABLED =
            EndpointSetting.flag(FAMILY, "IamAuthEnabled").byDefault(false);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            S3_BUCKET_NAME, S3_BUCKET_FOLDER, ERROR_RETRY_DURATION, MAX_FILE_SIZE, MAX_RETRY_COUNT, IAM_AUTH_ENABLED);

    private NeptuneSettings() {}
}
