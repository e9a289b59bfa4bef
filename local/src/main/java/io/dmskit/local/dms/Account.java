package io.dmskit.local.dms;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where resources live: makes their ARNs.
 *
 * @param region region name
 * @param id the account's twelve digits
 */
public record Account(String region, String id) {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 26;
    private static final int MAX_RESOURCE_IDENTIFIER = 31;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Returns the ARN of this type (rep, endpoint, task, subgrp) with this last part. */
    String arn(String type, String resourceId) {
        return "arn:aws:dms:" + region + ":" + id + ":" + type + ":" + resourceId;
    }

    /**
     * Returns the ARN of a new resource.
     *
     * @param resourceIdentifier the last part, if its creator chose it: an identifier of at most 31 characters; null for a random
     *     one, in upper case as AWS makes them
     */
    String newArn(String type, @Nullable String resourceIdentifier) {
        return arn(
                type,
                resourceIdentifier == null
                        ? randomId()
                        : Faults.identifier("ResourceIdentifier", resourceIdentifier, MAX_RESOURCE_IDENTIFIER));
    }

    private static String randomId() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
