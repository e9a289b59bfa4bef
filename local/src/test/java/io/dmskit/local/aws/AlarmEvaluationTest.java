package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The tables of examples in CloudWatch's guide: X breaches, 0 does not, - is missing, the newest last. */
class AlarmEvaluationTest {
    private static final Instant END = Instant.parse("2026-11-20T08:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest(name = "{0}: {1} of {2}")
    @CsvSource({
        "0-X-X, 3, 3, OK, OK, OK, OK",
        "----0, 3, 3, OK, OK, OK, OK",
        "-----, 3, 3, INSUFFICIENT_DATA, retained, ALARM, OK",
        "0XX-X, 3, 3, ALARM, ALARM, ALARM, ALARM",
        "--X--, 3, 3, ALARM, retained, ALARM, OK",
        "0-X-X, 2, 3, ALARM, ALARM, ALARM, ALARM",
        "00X0X, 2, 3, ALARM, ALARM, ALARM, ALARM",
        "0-X--, 2, 3, OK, OK, ALARM, OK",
        "----0, 2, 3, OK, OK, ALARM, OK",
        "---X-, 2, 3, ALARM, retained, ALARM, OK",
    })
    void isAsTheGuideSays(
            String points,
            int toAlarm,
            int periods,
            String missing,
            String ignore,
            String breaching,
            String notBreaching) {
        assertThat(state(points, toAlarm, periods, "missing")).isEqualTo(missing);
        assertThat(state(points, toAlarm, periods, "ignore")).isEqualTo(ignore);
        assertThat(state(points, toAlarm, periods, "breaching")).isEqualTo(breaching);
        assertThat(state(points, toAlarm, periods, "notBreaching")).isEqualTo(notBreaching);
    }

    /** A state that is retained is the one before, whichever that was. */
    private static String state(String points, int toAlarm, int periods, String missing) {
        String afterOk = state(points, toAlarm, periods, missing, StateValue.OK);
        String afterAlarm = state(points, toAlarm, periods, missing, StateValue.ALARM);
        return afterOk.equals(afterAlarm) ? afterOk : "retained";
    }

    private static String state(String points, int toAlarm, int periods, String missing, StateValue before) {
        NavigableMap<Instant, Double> values = new TreeMap<>();
        for (int i = 0; i < points.length(); i++) {
            if (points.charAt(i) != '-') {
                values.put(
                        END.minus(MINUTE.multipliedBy((long) points.length() - i)),
                        points.charAt(i) == 'X' ? 10.0 : 0.0);
            }
        }
        return new AlarmEvaluation(ComparisonOperator.GREATER_THAN_THRESHOLD, 5, periods, toAlarm, missing)
                .state(values, END, MINUTE, before)
                .toString();
    }
}
