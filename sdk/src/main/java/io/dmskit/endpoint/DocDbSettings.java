package io.dmskit.endpoint;

import static io.dmskit.endpoint.EndpointSide.SOURCE;

import java.util.List;

/**
 * Settings of Amazon DocumentDB, as a source and as a target.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_DocDbSettings.html">DocDbSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.DocumentDB.html">User guide</a>
 */
public final class DocDbSettings {
    static final String FAMILY = "DocDbSettings";

    /** Whether documents arrive whole, or their fields as columns. Default none. */
    public static final EndpointSetting<NestingLevel> NESTING_LEVEL = EndpointSetting.word(
                    FAMILY, "NestingLevel", NestingLevel.class)
            .byDefault(NestingLevel.NONE)
            .onlyFor(SOURCE);

    /** Whether the document's id becomes a column; in document mode. Default false. */
    public static final EndpointSetting<Boolean> EXTRACT_DOC_ID =
            EndpointSetting.flag(FAMILY, "ExtractDocId").byDefault(false).onlyFor(SOURCE);

    /** Documents looked at to find the columns; in table mode. Default 1000; at least 1. */
    public static final EndpointSetting<Integer> DOCS_TO_INVESTIGATE = EndpointSetting.number(
                    FAMILY, "DocsToInvestigate")
            .byDefault(1000)
            .atLeast(1)
            .onlyFor(SOURCE);

    /** Key that encrypts what the replication instance keeps. Default: the account's own. */
    public static final EndpointSetting<String> KMS_KEY_ID = EndpointSetting.text(FAMILY, "KmsKeyId");

    /** Whether the whole document is fetched for each update. */
    public static final EndpointSetting<Boolean> USE_UPDATE_LOOK_UP =
            EndpointSetting.flag(FAMILY, "UseUpdateLookUp").onlyFor(SOURCE);

    /** Whether sharded collections are replicated, into an elastic cluster. */
    public static final EndpointSetting<Boolean> REPLICATE_SHARD_COLLECTIONS =
            EndpointSetting.flag(FAMILY, "ReplicateShardCollections");

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            NESTING_LEVEL,
            EXTRACT_DOC_ID,
            DOCS_TO_INVESTIGATE,
            KMS_KEY_ID,
            USE_UPDATE_LOOK_UP,
            REPLICATE_SHARD_COLLECTIONS);

    private DocDbSettings() {}
}
