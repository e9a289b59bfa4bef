package io.dmskit.local.dms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.databasemigration.model.DatabaseMigrationException;
import software.amazon.awssdk.services.databasemigration.model.InvalidResourceStateException;
import software.amazon.awssdk.services.databasemigration.model.ReloadOptionValue;

/**
 * What may be asked of a task in which state, against a running endpoint and a real database. A row names the operation and the
 * status that it leads to at once; a cell, the status after that, or the fault: {@code state} is InvalidResourceStateFault, {@code
 * taken} is ResourceAlreadyExistsFault.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationTableIT {
    // Tasks that are failed or failed-move have run before, and all have validation enabled. What leaves a running task
    // running
    // comes before what does not.
    private static final String TABLE = """
        full-load-and-cdc
        operation              at once   | creating ready   starting running stopping stopped failed  modifying testing moving failed-move deleting
        create (same name)     -         | taken    taken   taken    taken   taken    taken   taken   taken     taken   taken  taken       taken
        start-replication      starting  | state    running state    state   state    state   state   state     state   state  state       state
        resume-processing      starting  | state    state   state    state   state    running running state     state   state  running     state
        reload-target          starting  | state    state   state    state   state    running running state     state   state  running     state
        reload-tables          running   | state    state   state    running state    state   state   state     state   state  state       state
        validate-tables        running   | state    state   state    running state    state   state   state     state   state  state       state
        stop                   stopping  | state    state   state    stopped state    state   state   state     state   state  state       state
        modify                 modifying | state    ready   state    state   state    stopped failed  state     state   state  failed-move state
        move                   moving    | state    ready   state    state   state    stopped failed  state     state   state  stopped     state
        delete                 deleting  | state    gone    state    state   state    gone    gone    state     state   gone   gone        state
        start-assessment       testing   | state    state   state    state   state    stopped state   state     state   state  state       state
        start-assessment-run   testing   | state    ready   state    state   state    stopped failed  state     state   state  state       state

        full-load
        operation              at once   | creating ready   starting running stopping stopped failed  modifying testing moving failed-move deleting
        start-replication      starting  | state    running state    state   state    state   state   state     state   state  state       state
        resume-processing      starting  | state    state   state    state   state    running running state     state   state  running     state
        reload-target          starting  | state    state   state    state   state    running running state     state   state  running     state
        stop                   stopping  | state    state   state    stopped state    state   state   state     state   state  state       state
        delete                 deleting  | state    gone    state    state   state    gone    gone    state     state   gone   gone        state

        cdc
        operation              at once   | creating ready   starting running stopping stopped failed  modifying testing moving failed-move deleting
        start-replication      starting  | state    running state    state   state    running running state     state   state  running     state
        resume-processing      starting  | state    state   state    state   state    running running state     state   state  running     state
        reload-target          starting  | state    state   state    state   state    state   state   state     state   state  state       state
        stop                   stopping  | state    state   state    stopped state    state   state   state     state   state  state       state
        reload-tables          running   | state    state   state    state   state    state   state   state     state   state  state       state
        delete                 deleting  | state    gone    state    state   state    gone    gone    state     state   gone   gone        state
        """;

    private static final Map<String, String> FAULTS =
            Map.of("state", "InvalidResourceStateFault", "taken", "ResourceAlreadyExistsFault");

    private LiveRig rig;

    /** One field of the table. */
    record Cell(String type, String operation, String atOnce, String state, String expected) {
        boolean isRefused() {
            return FAULTS.containsKey(expected);
        }

        @Override
        public String toString() {
            return type + ": " + operation + " when " + state + " → " + expected;
        }
    }

    @BeforeAll
    void start() throws Exception {
        rig = new LiveRig();
    }

    @AfterAll
    void close() throws Exception {
        rig.close();
    }

    @Test
    void hasEveryStatusAsAColumnAndEveryOperationAsARow() {
        List<Cell> cells = cells().toList();

        assertThat(cells).hasSize((12 + 5 + 6) * 12);
        assertThat(cells.stream().map(Cell::state).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(TaskStatus.values()).map(TaskStatus::word).toList());
        assertThat(cells.stream().map(Cell::operation).distinct()).hasSize(12);
    }

    @ParameterizedTest
    @MethodSource("cells")
    void answersAsTheTableSays(Cell cell) throws Exception {
        String arn = rig.taskIn(cell.state(), cell.type());

        if (cell.isRefused()) {
            DatabaseMigrationException fault =
                    catchThrowableOfType(DatabaseMigrationException.class, () -> ask(cell.operation())
                            .accept(arn));
            assertThat(fault).as("a fault").isNotNull();
            assertThat(fault.awsErrorDetails().errorCode()).isEqualTo(FAULTS.get(cell.expected()));
            assertThat(rig.status(arn)).as("the status afterwards").isEqualTo(cell.state());
        } else {
            ask(cell.operation()).accept(arn);
            assertThat(rig.status(arn)).as("the status at once").isEqualTo(cell.atOnce());
            rig.await(arn, cell.expected());
        }
    }

    @Test
    void loadsNothingInATaskThatOnlyValidates() throws Exception {
        String arn = rig.validationOnly();

        assertThatThrownBy(() -> rig.reload(arn, ReloadOptionValue.DATA_RELOAD))
                .isInstanceOf(InvalidResourceStateException.class)
                .hasMessageContaining("it only validates (ValidationSettings.ValidationOnly)");
        rig.reload(arn, ReloadOptionValue.VALIDATE_ONLY);
        assertThat(rig.status(arn)).isEqualTo("running");
    }

    private Consumer<String> ask(String operation) {
        return switch (operation) {
            case "create (same name)" -> rig::createWithTheNameOf;
            case "stop" -> rig::stop;
            case "modify" -> rig::modify;
            case "move" -> rig::move;
            case "delete" -> rig::delete;
            case "reload-tables" -> arn -> rig.reload(arn, ReloadOptionValue.DATA_RELOAD);
            case "validate-tables" -> arn -> rig.reload(arn, ReloadOptionValue.VALIDATE_ONLY);
            case "start-assessment" -> rig::assess;
            case "start-assessment-run" -> rig::startAssessmentRun;
            default -> arn -> rig.start(arn, operation);
        };
    }

    /** By column, what is refused first: a task that refused something can be asked again. */
    static Stream<Cell> cells() {
        return Stream.of(TABLE.split("\n\n"))
                .flatMap(block ->
                        columns(block.strip().lines().map(String::strip).toList()));
    }

    private static Stream<Cell> columns(List<String> block) {
        String type = block.get(0);
        List<String> states = fields(block.get(1));
        return IntStream.range(0, states.size()).boxed().flatMap(column -> block.stream()
                .skip(2)
                .map(row -> cell(type, row, states.get(column), fields(row).get(column)))
                .sorted(Comparator.comparing(cell -> !cell.isRefused())));
    }

    private static Cell cell(String type, String row, String state, String expected) {
        String head = row.substring(0, row.indexOf('|')).strip();
        int gap = head.lastIndexOf("  ");
        return new Cell(
                type, head.substring(0, gap).strip(), head.substring(gap).strip(), state, expected);
    }

    private static List<String> fields(String row) {
        return List.of(row.substring(row.indexOf('|') + 1).strip().split("\\s+"));
    }
}
