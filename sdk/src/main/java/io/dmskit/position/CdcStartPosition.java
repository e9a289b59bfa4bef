package io.dmskit.position;

/**
 * A start that is not a time: a position in the source's log, or a task's recovery checkpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html">CdcStartPosition</a>
 */
public sealed interface CdcStartPosition extends CdcStart permits NativePosition, Checkpoint {}
