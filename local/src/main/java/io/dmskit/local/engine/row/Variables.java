package io.dmskit.local.engine.row;

import io.dmskit.catalog.TableName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The {@code $AR_...} variables of DMS expressions. Those that this engine cannot know are empty, as DMS leaves the user empty.
 *
 * @see <a href="https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Expressions.html#CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Expressions-Headers">Headers</a>
 */
final class Variables {
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Variables() {}

    static String value(String name, TableName table, RowContext context) {
        return switch (name) {
            case "AR_H_STREAM_POSITION" -> context.position();
            case "AR_H_TIMESTAMP", "AR_H_COMMIT_TIMESTAMP" -> text(context.commitTime());
            case "AR_H_OPERATION" -> context.operation();
            case "AR_H_USER", "AR_H_CHANGE_SEQ" -> "";
            case "AR_M_SOURCE_SCHEMA" -> table.schema();
            case "AR_M_SOURCE_TABLE_NAME" -> table.table();
            default ->
                throw new IllegalArgumentException("expression of table " + table + " reads $" + name
                        + ", which is neither a column of it nor a variable of DMS: correct the name, case matters");
        };
    }

    private static String text(Instant moment) {
        return DATETIME.format(moment);
    }
}
