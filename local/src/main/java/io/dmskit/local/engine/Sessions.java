package io.dmskit.local.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that a run has opened, so that all can be cut as a network would. Thread-safe. */
public final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    /** Sessions that were closed and forgotten leave by themselves. */
    private final Set<Connection> opened = Collections.newSetFromMap(new WeakHashMap<>());

    private boolean cut;

    /** Notes a session; one that comes after the cut breaks at once. */
    public void add(Connection connection) {
        if (isCutAfterNoting(connection)) {
            abort(connection);
        }
    }

    private synchronized boolean isCutAfterNoting(Connection connection) {
        opened.add(connection);
        return cut;
    }

    /** Breaks every session, open or yet to come: whoever uses one meets an error as of a lost connection. */
    public void cut() {
        cutAll().forEach(Sessions::abort);
    }

    private synchronized List<Connection> cutAll() {
        cut = true;
        return new ArrayList<>(opened);
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("a session was closed already", e);
        }
    }
}
