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
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Returns a new ARN.
     *
     * @param type rep, endpoint, task or subgrp
     * @param resourceId last part; null for a random one, in upper case as AWS makes them
     */
    String arn(String type, @Nullable String resourceId) {
        return "arn:aws:dms:" + region + ":" + id + ":" + type + ":" + (resourceId == null ? randomId() : resourceId);
    }

    private static String randomId() {
        return RANDOM.ints(LENGTH, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
