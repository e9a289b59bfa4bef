package io.dmskit.endpoint;

import java.util.List;
import java.util.Locale;

/**
 * Settings of MongoDB, as a source.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_MongoDbSettings.html">MongoDbSettings</a>
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html">User guide</a>
 */
public final class MongoDbSettings {
    static final String FAMILY = "MongoDbSettings";

    /** Whether DMS logs in with a password. */
    public static final EndpointSetting<AuthType> AUTH_TYPE = EndpointSetting.word(FAMILY, "AuthType", AuthType.class);

    /** How the password is proven; default is scram_sha_1 from MongoDB 3 on. Default default. */
    public static final EndpointSetting<AuthMechanism> AUTH_MECHANISM =
            EndpointSetting.word(FAMILY, "AuthMechanism", AuthMechanism.class).byDefault(AuthMechanism.DEFAULT);

    /** Whether documents arrive whole, or their fields as columns. Default none. */
    public static final EndpointSetting<NestingLevel> NESTING_LEVEL =
            EndpointSetting.word(FAMILY, "NestingLevel", NestingLevel.class).byDefault(NestingLevel.NONE);

    /** Whether the document's id becomes a column; in document mode. Default false. */
    public static final EndpointSetting<Boolean> EXTRACT_DOC_ID =
            EndpointSetting.flag(FAMILY, "ExtractDocId").byDefault(false);

    /** Documents looked at to find the columns; in table mode. Default 1000; at least 1. */
    public static final EndpointSetting<Integer> DOCS_TO_INVESTIGATE =
            EndpointSetting.number(FAMILY, "DocsToInvestigate").byDefault(1000).atLeast(1);

    /** Database that knows the user. Default admin. */
    public static final EndpointSetting<String> AUTH_SOURCE =
            EndpointSetting.text(FAMILY, "AuthSource").byDefault("admin");

    /** Key that encrypts what the replication instance keeps. Default: the account's own. */
    public static final EndpointSetting<String> KMS_KEY_ID = EndpointSetting.text(FAMILY, "KmsKeyId");

    /** Whether the whole document is fetched for each update. */
    public static final EndpointSetting<Boolean> USE_UPDATE_LOOK_UP = EndpointSetting.flag(FAMILY, "UseUpdateLookUp");

    /** Whether sharded collections are replicated, into an elastic cluster of DocumentDB. */
    public static final EndpointSetting<Boolean> REPLICATE_SHARD_COLLECTIONS =
            EndpointSetting.flag(FAMILY, "ReplicateShardCollections");

    /** Every setting of the family, in the order of the API. */
    static final List<EndpointSetting<?>> ALL = List.of(
            AUTH_TYPE,
            AUTH_MECHANISM,
            NESTING_LEVEL,
            EXTRACT_DOC_ID,
            DOCS_TO_INVESTIGATE,
            AUTH_SOURCE,
            KMS_KEY_ID,
            USE_UPDATE_LOOK_UP,
            REPLICATE_SHARD_COLLECTIONS);

    private MongoDbSettings() {}

    /** Whether DMS logs in. */
    public enum AuthType implements SettingWord {
        NO,
        PASSWORD
    }

    /** How DMS logs in. */
    public enum AuthMechanism implements SettingWord {
        DEFAULT,
        MONGODB_CR,
        SCRAM_SHA_1;

        @Override
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
