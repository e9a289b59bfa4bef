package io.dmskit.monitoring.alert;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/**
 * An event bus of EventBridge, by its name or its ARN.
 *
 * @param text the name or the ARN
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html">CreateEventBus</a>, for names
 */
public record EventBus(String text) {
    /** The bus that every account has in every region. */
    public static final EventBus DEFAULT = new EventBus("default");

    private static final String NAME = "[/.A-Za-z0-9_-]{1,256}";
    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:events:([a-z0-9-]+):[0-9]{12}:event-bus/" + NAME);

    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if it is another
     */
    public EventBus {
        if (!text.matches(NAME) && !ARN.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text
                    + "\" is no event bus: it must be a name, such as default, or an ARN, such as"
                    + " arn:aws:events:eu-west-1:123456789012:event-bus/ops");
        }
    }

    /** Returns the region that the bus is in, if its ARN says so. */
    public Optional<Region> region() {
        Matcher matcher = ARN.matcher(text);
        return matcher.matches() ? Optional.of(Region.of(matcher.group(1))) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
