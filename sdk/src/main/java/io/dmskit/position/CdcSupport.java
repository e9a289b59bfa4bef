package io.dmskit.position;

import io.dmskit.endpoint.Engine;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which starts of a change stream an engine knows; nothing is refused to an engine that is not known.
 *
 * <p>The guide's older list of engines without a native start is shorter; the newer one counts here.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html">Creating tasks for ongoing replication</a>
 */
public final class CdcSupport {
    private static final Map<Engine, PositionForm> NATIVE = Map.of(
            Engine.POSTGRES, PositionForm.LSN,
            Engine.MYSQL, PositionForm.BINLOG,
            Engine.MARIADB, PositionForm.BINLOG,
            Engine.ORACLE, PositionForm.SCN,
            Engine.SQLSERVER, PositionForm.SQL_SERVER_LSN);

    private static final Set<Engine> NO_NATIVE = Set.of(
            Engine.AURORA,
            Engine.AURORA_POSTGRESQL,
            Engine.DOCDB,
            Engine.MONGODB,
            Engine.S3,
            Engine.DB2,
            Engine.DB2_ZOS,
            Engine.AZUREDB,
            Engine.AZURE_SQL_MANAGED_INSTANCE,
            Engine.SYBASE);

    private static final Set<Engine> NO_TIME = Set.of(Engine.POSTGRES, Engine.AURORA_POSTGRESQL, Engine.DB2);

    private CdcSupport() {}

    /** Returns the form of the positions that the engine can be started from; nothing if it has none or is not known. */
    public static Optional<PositionForm> nativeStart(Engine engine) {
        return Optional.ofNullable(NATIVE.get(engine));
    }

    /** Returns why a source of this engine cannot start there, with what it can instead; nothing if it can. */
    public static Optional<String> refusal(Engine engine, CdcStart start) {
        if (start instanceof CdcStartTime time) {
            return NO_TIME.contains(engine)
                    ? Optional.of("a source of engine " + engine + " cannot start at a time (" + time + "): "
                            + instead(engine))
                    : Optional.empty();
        }
        if (start instanceof NativePosition position && NO_NATIVE.contains(engine)) {
            return Optional.of("a source of engine " + engine + " cannot start at a native position (" + position
                    + "): " + instead(engine));
        }
        return position(start)
                .filter(position -> nativeStart(engine)
                        .filter(form -> form != position.form())
                        .isPresent())
                .map(position -> "a source of engine " + engine + " cannot start at " + start + ", which holds "
                        + position.form() + ": " + instead(engine));
    }

    /** Returns why a serverless replication cannot start there, whatever its source, with what can be done instead. */
    public static String refusalOfServerless(CdcStart start) {
        return "a serverless replication begins where its source stands when it is started and takes no start position ("
                + start + "): leave it out, or use a replication task on an instance";
    }

    /**
     * Returns why a start may fail that is not refused; nothing if there is no such reason.
     *
     * @param namesSlot whether the source's endpoint names a replication slot
     */
    public static Optional<String> doubt(Engine engine, CdcStart start, boolean namesSlot) {
        return engine.equals(Engine.POSTGRES)
                        && start instanceof NativePosition
                        && !namesSlot
                        && refusal(engine, start).isEmpty()
                ? Optional.of(
                        "PostgreSQL keeps the position " + start
                                + " only for a replication slot: name one that holds it as SlotName in the settings of the source")
                : Optional.empty();
    }

    private static Optional<NativePosition> position(CdcStart start) {
        return start instanceof Checkpoint checkpoint
                ? checkpoint.position()
                : Optional.of(start).filter(NativePosition.class::isInstance).map(NativePosition.class::cast);
    }

    private static String instead(Engine engine) {
        if (engine.equals(Engine.DB2)) {
            return "set StartFromContext on its endpoint, or give a recovery checkpoint";
        }
        String form = nativeStart(engine).map(known -> known + ", or ").orElse("");
        String time = NO_TIME.contains(engine) ? "" : "a UTC time such as 2018-03-08T12:12:12, or ";
        return "give " + form + time + "a recovery checkpoint";
    }
}
