package io.dmskit.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.JavaProcess;
import io.dmskit.monitoring.alert.EventReceiver.Event;
import io.dmskit.monitoring.judge.Condition;
import io.dmskit.monitoring.judge.ConditionKind;
import io.dmskit.monitoring.judge.ConditionSeverity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A monitor whose disk is full is still heard, and what was kept before is not lost. */
class FullDiskIT {
    private static final int BLOCKS = 48;
    private static final int FITTING = 10;
    private static final int TOO_MANY = 150;

    @Test
    void alertsGoOutThatCannotBeKept(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("alerts.jsonl");
        try (EventReceiver receiver = new EventReceiver()) {
            JavaProcess.Ended ended = JavaProcess.of(Filling.class, file.toString(), receiver.address())
                    .writingFilesUpTo(BLOCKS)
                    .run();

            assertThat(ended.out()).as(ended.err()).isEqualTo("kept\nnot kept\nkept\n");
            assertThat(receiver.events().stream()
                            .filter(event -> event.action().equals("trigger"))
                            .map(Event::incident)
                            .distinct())
                    .hasSize(TOO_MANY);
        }
        try (Alerting after = Alerting.in(file).open()) {
            assertThat(after.openIncidents()).hasSize(FITTING);
        }
    }

    private static List<Condition> conditions(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new Condition(
                        ConditionKind.STALLED,
                        ConditionSeverity.PAGE,
                        "arn-" + number,
                        "task-" + number,
                        Optional.empty(),
                        Instant.EPOCH,
                        "text ".repeat(50),
                        "advice",
                        Optional.empty()))
                .toList();
    }

    /** Tells of what fits, of more than that, and that the more is over. */
    static final class Filling {
        private Filling() {}

        public static void main(String[] arguments) {
            PagerDutySink pager = PagerDutySink.of("key", arguments[1], HttpPost.client(), Duration.ofSeconds(30));
            try (Alerting alerting =
                    Alerting.in(Path.of(arguments[0])).to("pager", pager).open()) {
                tell(alerting, FITTING);
                tell(alerting, TOO_MANY);
                tell(alerting, FITTING);
            }
            System.exit(0);
        }

        private static void tell(Alerting alerting, int count) {
            try {
                List<Alert> unused = alerting.update(conditions(count));
                System.out.println("kept");
            } catch (AlertingException e) {
                System.out.println("not kept");
                e.printStackTrace();
            }
        }
    }
}
