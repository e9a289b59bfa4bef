package io.dmskit.local.wire;

import io.dmskit.document.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A service that another endpoint, such as a LocalStack, can carry out instead of dmskit-local. */
public enum ForwardedService {
    /** Secrets, and with them the credentials of endpoints. */
    SECRETS_MANAGER("secretsmanager", "Secrets Manager", "secretsmanager", ""),

    /** Metrics, also those that tasks publish, and alarms, which dmskit-local has not. */
    CLOUDWATCH("cloudwatch", "CloudWatch", "GraniteServiceVersion20100801", "2010-08-01"),

    /** Topics, which dmskit-local has not. */
    SNS("sns", "SNS", "AmazonSimpleNotificationService", "2010-03-31");

    private final String word;
    private final String title;
    private final String target;
    private final String queryVersion;

    ForwardedService(String word, String title, String target, String queryVersion) {
        this.word = word;
        this.title = title;
        this.target = target;
        this.queryVersion = queryVersion;
    }

    /**
     * Returns the service of this name.
     *
     * @param word as the AWS CLI names it: secretsmanager, cloudwatch or sns
     * @throws IllegalArgumentException if there is none, with the nearest
     */
    public static ForwardedService of(String word) {
        return Arrays.stream(values())
                .filter(service -> service.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + word + "\" is no service that can be forwarded" + NearestWord.hint(word, words())));
    }

    private static List<String> words() {
        return Arrays.stream(values()).map(service -> service.word).collect(Collectors.toList());
    }

    /** Returns its name as the AWS CLI has it. */
    public String word() {
        return word;
    }

    String title() {
        return title;
    }

    /** Returns whether a request of this target (AWS JSON, RPC v2) or version (AWS query) is for it. */
    boolean isCalled(String name) {
        return name.equals(target) || (!queryVersion.isEmpty() && name.equals(queryVersion));
    }
}
