package io.dmskit.local.wire;

import software.amazon.awssdk.core.SdkPojo;

/** What a request says, before it is known which of the SDK's model classes says it. */
@FunctionalInterface
interface RequestModel {
    /** Fills a builder of the SDK's model and returns what it builds. */
    Object into(SdkPojo builder);
}
