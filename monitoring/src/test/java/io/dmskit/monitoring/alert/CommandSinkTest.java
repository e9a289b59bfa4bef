package io.dmskit.monitoring.alert;

import static io.dmskit.monitoring.alert.Conditions.NOON;
import static io.dmskit.monitoring.alert.Conditions.condition;
import static io.dmskit.monitoring.judge.ConditionKind.SOURCE_LAG;
import static io.dmskit.monitoring.judge.ConditionSeverity.PAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandSinkTest {
    private static final String EVIL = "$(touch pwned); `touch pwned` | \u0000 \n* 'x' \"y\"";

    private Path folder;

    private final Alert alert = new Alert(
            Incident.of("i1", condition(SOURCE_LAG, PAGE)), 1, AlertChange.OPENED, PAGE, NOON, EVIL, "look at it");

    @BeforeEach
    void use(@TempDir Path newFolder) {
        folder = newFolder;
    }

    @Test
    void aProgramFindsTheAlertInItsEnvironmentAndOnItsInput() throws IOException {
        Path program = program("cat > input; env | grep ^DMSKIT_ALERT_ > environment; test -n \"$PATH\"");

        assertThat(sink(program).send(alert)).isEqualTo(new Delivery.Delivered());

        assertThat(Alert.parse(Files.readString(folder.resolve("input")))).contains(alert);
        assertThat(Files.readAllLines(folder.resolve("environment")))
                .contains(
                        "DMSKIT_ALERT_ID=i1-1",
                        "DMSKIT_ALERT_INCIDENT=i1",
                        "DMSKIT_ALERT_CHANGE=opened",
                        "DMSKIT_ALERT_SEVERITY=PAGE",
                        "DMSKIT_ALERT_KIND=source-lag",
                        "DMSKIT_ALERT_SUBJECT_NAME=bank-core",
                        "DMSKIT_ALERT_TITLE=[PAGE] source-lag: bank-core",
                        "DMSKIT_ALERT_TEXT=$(touch pwned); `touch pwned` | \ufffd ");
        assertThat(folder.resolve("pwned")).doesNotExist();
    }

    @Test
    void argumentsAreNoCommandsEither() throws IOException {
        Path program = program("printf '%s' \"$1\" > argument");

        assertThat(CommandSink.of(List.of(program.toString(), "$(touch pwned) *"), Duration.ofSeconds(30))
                        .send(alert))
                .isEqualTo(new Delivery.Delivered());
        assertThat(folder.resolve("argument")).hasContent("$(touch pwned) *");
    }

    @Test
    void anyOtherExitCodeIsAFailure() throws IOException {
        Path program = program("exit 3");

        assertThat(sink(program).send(alert))
                .isEqualTo(new Delivery.Failed("command " + program + " ended with exit code 3"));
    }

    @Test
    void oneThatReadsNothingAndSaysALotIsNotWaitedForLonger() throws IOException {
        assertThat(sink(program("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"))
                        .send(alert))
                .isEqualTo(new Delivery.Delivered());
    }

    @Test
    void oneThatHangsIsKilledWithWhatItHasStarted() throws IOException {
        Path program = program("sleep 600 & echo $! > child; echo $$ > parent; wait");
        CommandSink sink = CommandSink.of(List.of(program.toString()), Duration.ofSeconds(4));

        assertThat(sink.send(alert)).isEqualTo(new Delivery.Failed("command " + program + " had not ended after PT4S"));
        for (String process : List.of("child", "parent")) {
            long id = Long.parseLong(Files.readString(folder.resolve(process)).strip());
            ProcessHandle.of(id)
                    .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(10)));
        }
    }

    @Test
    void oneThatIsNotThereIsAFailureWhichDoesNotNameItsArguments() {
        CommandSink sink = CommandSink.of(List.of("/nowhere/hook", "--token=SECRET"), Duration.ofSeconds(1));

        assertThat(sink.send(alert)).isEqualTo(new Delivery.Failed("command /nowhere/hook cannot be started"));
        assertThat(sink).hasToString("command /nowhere/hook");
    }

    @Test
    void nothingIsNoCommand() {
        assertThatThrownBy(() -> CommandSink.of(List.of(), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CommandSink.of(List.of("x"), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static CommandSink sink(Path program) {
        return CommandSink.of(List.of(program.toString()), Duration.ofSeconds(30));
    }

    private Path program(String script) throws IOException {
        Path program = Files.createFile(
                folder.resolve("hook"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(program, "#!/bin/sh\ncd \"$(dirname \"$0\")\"\n" + script + "\n");
    }
}
