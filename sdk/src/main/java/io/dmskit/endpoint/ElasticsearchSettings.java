package io.dmskit.endpoint;

import java.util.List;

/**
 * Settings of Amazon OpenSearch Service and Elasticsearch, as targets.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_ElasticsearchSettings.html">ElasticsearchSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Elasticsearch.html">User guide</a>
 */
public final class ElasticsearchSettings {
    static final String FAMILY = "ElasticsearchSettings";

    /** Address of the cluster; https unless it says otherwise. Required. */
    public static final EndpointSetting<String> ENDPOINT_URI =
            EndpointSetting.text(FAMILY, "EndpointUri").required();

    /** Percentage of records that may fail before full load stops; counts from 1000 records on. Range: 0 to 100. */
    public static final EndpointSetting<Integer> FULL_LOAD_ERROR_PERCENTAGE =
            EndpointSetting.number(FAMILY, "FullLoadErrorPercentage").from(0, 100);

    /** How long failed requests are repeated, in seconds. At least 0. */
    public static final EndpointSetting<Integer> ERROR_RETRY_DURATION =
            EndpointSetting.number(FAMILY, "ErrorRetryDuration").atLeast(0);

    /** Whether documents have type _doc, as version 7 and later want it. Default false. */
    public static final EndpointSetting<Boolean> USE_NEW_MAPPING_TYPE =
            EndpointSetting.flag(FAMILY, "UseNewMappingType").byDefault(false);

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL =
            List.of(ENDPOINT_URI, FULL_LOAD_ERROR_PERCENTAGE, ERROR_RETRY_DURATION, USE_NEW_MAPPING_TYPE);

    private ElasticsearchSettings() {}
}
