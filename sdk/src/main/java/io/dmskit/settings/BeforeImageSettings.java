package io.dmskit.settings;

import java.util.List;

/**
 * Section BeforeImageSettings: what a row was before its change, for streaming targets. Only while changes are replicated.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.BeforeImage.html">Task settings: before image</a>
 */
public final class BeforeImageSettings {
    /** Which columns the before image has. */
    public enum ColumnFilter {
        /** Those of the primary key. */
        PK_ONLY("pk-only"),
        /** All but LOBs; named by the pages on Kafka and Kinesis only. */
        NON_LOB("non-lob"),
        /** All that can be had. */
        ALL("all");

        private final String word;

        ColumnFilter(String word) {
            this.word = word;
        }

        /** Returns the word DMS uses. */
        @Override
        public String toString() {
            return word;
        }
    }

    private static final String SECTION = "BeforeImageSettings";

    /** Whether the row as it was is written. Default false. */
    public static final Setting<Boolean> ENABLE_BEFORE_IMAGE =
            Setting.flag(SECTION, "EnableBeforeImage", false).whileReplicating();

    /** Name of the field that holds it. Default: empty. */
    public static final Setting<String> FIELD_NAME =
            Setting.text(SECTION, "FieldName").whileReplicating();

    /** Its columns. Default {@code pk-only}. */
    public static final Setting<ColumnFilter> COLUMN_FILTER =
            Setting.word(SECTION, "ColumnFilter", ColumnFilter.PK_ONLY).whileReplicating();

    /** Every setting of the section, in DMS's order. */
    static final List<Setting<?>> ALL = List.of(ENABLE_BEFORE_IMAGE, FIELD_NAME, COLUMN_FILTER);

    private BeforeImageSettings() {}
}
