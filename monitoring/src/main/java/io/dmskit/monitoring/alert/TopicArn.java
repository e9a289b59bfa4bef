package io.dmskit.monitoring.alert;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * The ARN of an SNS topic.
 *
 * @param text the whole of it, such as {@code arn:aws:sns:eu-west-1:123456789012:ops}
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html">CreateTopic</a>, for names
 */
public record TopicArn(String text) {
    private static final String FIFO = ".fifo";
    private static final Pattern FORM =
            Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):[0-9]{12}:(?=.{1,256}$)[A-Za-z0-9_-]+(\\.fifo)?");

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is another
     */
    public TopicArn {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no ARN of a topic: it must be such as arn:aws:sns:eu-west-1:123456789012:ops");
        }
    }

    /** Returns the region that the topic is in. */
    public Region region() {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new AssertionError(text);
        }
        return Region.of(matcher.group(1));
    }

    /** Returns whether messages stay in order, within a group each. */
    public boolean isFifo() {
        return text.endsWith(FIFO);
    }

    @Override
    public String toString() {
        return text;
    }
}
