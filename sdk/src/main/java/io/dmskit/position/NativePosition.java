package io.dmskit.position;

import java.util.Arrays;
import java.util.Optional;

/**
 * A position in the source's own log. Positions of one form are ordered as the log is; two forms cannot be compared.
 *
 * <p>{@code toString} gives the text of the API.
 */
public sealed interface NativePosition extends CdcStartPosition permits Lsn, Scn, BinlogPosition, SqlServerLsn {
    /** Returns which engines' position this is. */
    PositionForm form();

    /**
     * Reads a position, whose form tells the engine.
     *
     * @throws IllegalArgumentException if no engine writes its positions so
     */
    static NativePosition parse(String text) {
        return find(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("position is \"" + text + "\": it must be " + PositionForm.all()));
    }

    /** Returns the position, or nothing if no engine writes its positions so. */
    static Optional<NativePosition> find(String text) {
        return Arrays.stream(PositionForm.values())
                .flatMap(form -> form.find(text).stream())
                .findFirst();
    }
}
