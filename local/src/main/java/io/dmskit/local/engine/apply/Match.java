package io.dmskit.local.engine.apply;

import java.util.List;

/**
 * How the row of an update or delete is found on the target.
 *
 * @param columns target columns, by index, that are compared
 * @param keyed whether they identify a row; if not, one of several equal rows is taken
 */
record Match(List<Integer> columns, boolean keyed) {
    /** For changes that look for no row, and for tables in which none can be found. */
    static final Match NONE = new Match(List.of(), false);

    /** Copies the list. */
    Match {
        columns = List.copyOf(columns);
    }
}
