package io.dmskit.monitoring.alarm;

import io.dmskit.monitoring.judge.AlarmSilence;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.GetAlarmMuteRuleResponse;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.Schedule;

/**
 * CloudWatch's own silence for the alarms of a migration: alarms are evaluated, nobody is told, and it ends by itself; an alarm that
 * rings then tells. Emulators do not know it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html">Alarm mute rules</a>
 */
final class MuteRule {
    private static final Pattern ONCE = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?)\\)");

    private final CloudWatchClient cloudWatch;
    private final String name;
    private boolean unknown;

    MuteRule(CloudWatchClient cloudWatch, String migration) {
        this.cloudWatch = cloudWatch;
        this.name = "dmskit-" + migration;
    }

    /**
     * Mutes alarms from the next whole minute on, since that is how finely a schedule counts.
     *
     * @param alarms at least one: a rule without alarms would mute the whole account's
     * @return nothing if the service does not know mute rules
     */
    Optional<AlarmSilence> put(Collection<String> alarms, Duration length, Instant now) {
        if (unknown) {
            return Optional.empty();
        }
        Instant from = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        try {
            var unused = cloudWatch.putAlarmMuteRule(request -> request.name(name)
                    .description("silenced by dmskit alarms")
                    .rule(rule -> rule.schedule(schedule -> schedule.expression("at("
                                    + LocalDateTime.ofInstant(from, ZoneOffset.UTC)
                                            .truncatedTo(ChronoUnit.MINUTES)
                                    + ")")
                            .duration(length.truncatedTo(ChronoUnit.MINUTES).toString())
                            .timezone("UTC")))
                    .muteTargets(targets -> targets.alarmNames(alarms)));
        } catch (CloudWatchException e) {
            requireUnknown(e);
            return Optional.empty();
        }
        return Optional.of(new AlarmSilence(from, from.plus(length.truncatedTo(ChronoUnit.MINUTES))));
    }

    /** Returns the silence that is or will be, and of which alarms, if there is one. */
    Optional<Silenced> get(Instant now) {
        if (unknown) {
            return Optional.empty();
        }
        try {
            GetAlarmMuteRuleResponse rule = cloudWatch.getAlarmMuteRule(request -> request.alarmMuteRuleName(name));
            return silence(rule.rule().schedule())
                    .filter(one -> one.lasts(now))
                    .map(one -> new Silenced(one, true, rule.muteTargets().alarmNames()));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        } catch (CloudWatchException e) {
            requireUnknown(e);
            return Optional.empty();
        }
    }

    /** Ends the silence; an alarm that rings tells then. */
    void delete() {
        if (unknown) {
            return;
        }
        try {
            var unused = cloudWatch.deleteAlarmMuteRule(request -> request.alarmMuteRuleName(name));
        } catch (ResourceNotFoundException e) {
            // There was none.
        } catch (CloudWatchException e) {
            requireUnknown(e);
        }
    }

    private static Optional<AlarmSilence> silence(Schedule schedule) {
        Matcher once = ONCE.matcher(String.valueOf(schedule.expression()));
        try {
            if (!once.matches()) {
                return Optional.empty();
            }
            Instant from = LocalDateTime.parse(once.group(1)).toInstant(ZoneOffset.UTC);
            return Optional.of(new AlarmSilence(from, from.plus(Duration.parse(schedule.duration()))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** An operation that does not exist is told in as many ways as there are emulators; once is enough. */
    private void requireUnknown(CloudWatchException e) {
        String said = e.awsErrorDetails() == null
                ? String.valueOf(e.getMessage())
                : e.awsErrorDetails().errorCode() + " " + e.awsErrorDetails().errorMessage();
        unknown = e.statusCode() == 501
                || said.contains("UnknownOperation")
                || said.contains("InvalidAction")
                || said.contains("unknown operation");
        if (!unknown) {
            throw e;
        }
    }
}
