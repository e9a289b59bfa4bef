package io.dmskit.proposal;

import java.time.Duration;
import java.util.List;

/**
 * What is asked of a source, and how hard.
 *
 * @param schemas schemas to look at, exactly as the database spells them
 * @param segmentRows rows of one segment; tables of at least twice as many are divided
 * @param patience limit of one question; what takes longer is answered from a sample, or not
 */
public record SurveyOptions(List<String> schemas, long segmentRows, Duration patience) {
    /** Rows that one thread loads in a few minutes. */
    public static final long USUAL_SEGMENT_ROWS = 1_000_000;

    /** A minute of one question does not hurt a busy source. */
    public static final Duration USUAL_PATIENCE = Duration.ofSeconds(60);

    /** Copies the list. */
    public SurveyOptions {
        schemas = List.copyOf(schemas);
        if (schemas.isEmpty()) {
            throw new IllegalArgumentException("no schema is named: name at least one");
        }
        if (segmentRows < 1) {
            throw new IllegalArgumentException("segments of " + segmentRows + " rows: there must be at least one");
        }
    }

    /** The usual segments and patience. */
    public SurveyOptions(List<String> schemas) {
        this(schemas, USUAL_SEGMENT_ROWS, USUAL_PATIENCE);
    }
}
