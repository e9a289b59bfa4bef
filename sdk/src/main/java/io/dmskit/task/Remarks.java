package io.dmskit.task;

import java.util.List;
import java.util.stream.Collectors;

/** What was found about a wish: errors refuse it, warnings go with it. */
final class Remarks {
    private Remarks() {}

    /**
     * Returns the warnings.
     *
     * @throws IllegalStateException with every error, if there is one
     */
    static List<Remark> warningsOr(String refusal, List<Remark> remarks) {
        List<Remark> errors = remarks.stream().filter(Remark::isError).toList();
        if (!errors.isEmpty()) {
            throw new IllegalStateException(
                    refusal + ": " + errors.stream().map(Remark::text).collect(Collectors.joining("; ")));
        }
        return remarks.stream().filter(remark -> !remark.isError()).toList();
    }
}
