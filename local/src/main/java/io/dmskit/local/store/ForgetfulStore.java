package io.dmskit.local.store;

import java.util.List;
import java.util.Map;

/** Keeps nothing. */
final class ForgetfulStore implements Store {
    @Override
    public boolean isDurable() {
        return false;
    }

    @Override
    public Map<String, String> documents(String kind) {
        return Map.of();
    }

    @Override
    public void write(List<Change> changes) {
        // Nothing outlives the process.
    }

    @Override
    public void clear() {
        // Nothing is kept.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
