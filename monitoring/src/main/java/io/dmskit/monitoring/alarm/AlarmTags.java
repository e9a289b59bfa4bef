package io.dmskit.monitoring.alarm;

import io.dmskit.monitoring.judge.AlarmSilence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** What is written on alarms: whom they are for, and how long they are silent. */
final class AlarmTags {
    static final String MIGRATION = "dmskit:migration";
    static final String SILENT_SINCE = "dmskit:silent-since";
    static final String SILENT_UNTIL = "dmskit:silent-until";

    /** CloudFormation's own, which it puts on all that it makes if the kind of resource can be tagged. */
    static final String STACK = "aws:cloudformation:stack-name";

    private AlarmTags() {}

    static Tag migration(String name) {
        return tag(MIGRATION, name);
    }

    static List<Tag> silence(AlarmSilence silence) {
        return List.of(
                tag(SILENT_SINCE, silence.since().toString()),
                tag(SILENT_UNTIL, silence.until().toString()));
    }

    static Optional<AlarmSilence> silence(List<Tag> tags) {
        try {
            return value(tags, SILENT_SINCE).flatMap(since -> value(tags, SILENT_UNTIL)
                    .map(until -> new AlarmSilence(Instant.parse(since), Instant.parse(until))));
        } catch (DateTimeException | IllegalArgumentException e) {
            // Somebody else has written there: then nobody has said until when.
            return Optional.empty();
        }
    }

    static Optional<String> value(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
