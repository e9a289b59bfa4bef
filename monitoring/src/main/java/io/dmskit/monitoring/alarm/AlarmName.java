package io.dmskit.monitoring.alarm;

import io.dmskit.alarm.AlarmKind;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of the alarms that are made at run time: {@code dmskit/MIGRATION/KIND}. CloudFormation makes up names of a stack's name and
 * letters and digits, so that neither ever writes over the other's.
 */
final class AlarmName {
    private static final String PREFIX = "dmskit/";
    private static final String PAGE = "page";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([A-Za-z0-9-]+)/([a-z-]+)");

    private AlarmName() {}

    static String of(String migration, AlarmKind kind) {
        return PREFIX + migration + "/" + kind.id();
    }

    /** Returns the name of the alarm that rings when one of those does that page. */
    static String page(String migration) {
        return PREFIX + migration + "/" + PAGE;
    }

    /** Returns the migration of an alarm that was made at run time. */
    static Optional<String> migration(String alarm) {
        Matcher form = FORM.matcher(alarm);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }
}
