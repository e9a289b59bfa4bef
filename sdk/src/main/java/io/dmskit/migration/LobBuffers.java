package io.dmskit.migration;

/**
 * What limited LOB mode may take of the instance's memory while rows are loaded. An upper bound, reached when every LOB is as
 * long as it may be.
 *
 * @param lobMaxSizeKb LobMaxSize, in KB
 * @param commitRate rows transferred together
 * @param subTasks tables, or segments, loaded at the same time
 * @param columns LOB columns of a table
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html">Setting LOB support</a>
 */
public record LobBuffers(long lobMaxSizeKb, long commitRate, long subTasks, long columns) {
    /** Returns the bytes. */
    public double bytes() {
        return 1024.0 * lobMaxSizeKb * commitRate * subTasks * columns;
    }

    /** Returns how that comes about, such as {@code LobMaxSize 32 KB x CommitRate 10000 x 8 sub-tasks x LOB columns}. */
    public String arithmetic() {
        return "LobMaxSize " + lobMaxSizeKb + " KB x CommitRate " + commitRate + " x " + subTasks + " sub-tasks x "
                + (columns == 1 ? "LOB columns" : columns + " LOB columns");
    }
}
