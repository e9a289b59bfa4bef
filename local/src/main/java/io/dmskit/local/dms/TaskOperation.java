package io.dmskit.local.dms;

import static io.dmskit.local.dms.TaskStatus.FAILED;
import static io.dmskit.local.dms.TaskStatus.FAILED_MOVE;
import static io.dmskit.local.dms.TaskStatus.MOVING;
import static io.dmskit.local.dms.TaskStatus.READY;
import static io.dmskit.local.dms.TaskStatus.RUNNING;
import static io.dmskit.local.dms.TaskStatus.STOPPED;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What can be asked of a replication task, and in which states. AWS's pages leave some cells open: here a task that runs must be
 * stopped before it is deleted, as every known client does it, a task that starts cannot be stopped, and a move from ready is allowed.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Monitoring.html">Task status</a>
 */
enum TaskOperation {
    START("started"),
    STOP("stopped"),
    MODIFY("modified"),
    MOVE("moved"),
    DELETE("deleted"),
    RELOAD_TABLES("told to reload tables"),
    ASSESS("assessed"),
    START_ASSESSMENT_RUN("assessed");

    private final String done;

    TaskOperation(String done) {
        this.done = done;
    }

    private List<TaskStatus> legal() {
        return switch (this) {
            case START, MODIFY, MOVE -> List.of(READY, STOPPED, FAILED, FAILED_MOVE);
            case DELETE -> List.of(READY, STOPPED, FAILED, FAILED_MOVE, MOVING);
            case STOP, RELOAD_TABLES -> List.of(RUNNING);
            case ASSESS -> List.of(STOPPED);
            case START_ASSESSMENT_RUN -> List.of(READY, STOPPED, FAILED);
        };
    }

    /**
     * Refuses the operation in a state in which it is not legal.
     *
     * @return the task
     * @throws io.dmskit.local.wire.Fault InvalidResourceStateFault
     */
    Task checked(Task task) {
        if (!legal().contains(task.status())) {
            throw Faults.invalidState("replication task " + task.arn + " cannot be " + done + ": it is "
                    + task.status().word() + ", and must be " + allowed());
        }
        return task;
    }

    private String allowed() {
        String all = legal().stream().map(TaskStatus::word).collect(Collectors.joining(", "));
        int last = all.lastIndexOf(", ");
        return last < 0 ? all : all.substring(0, last) + " or " + all.substring(last + 2);
    }
}
