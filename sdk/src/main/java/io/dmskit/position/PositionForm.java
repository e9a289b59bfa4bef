package io.dmskit.position;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How engines write their positions; no text has two of these forms. */
public enum PositionForm {
    /** PostgreSQL's. */
    LSN("an LSN of PostgreSQL such as 4AF/B00000D0"),
    /** MySQL's and MariaDB's. */
    BINLOG("a position of MySQL or MariaDB such as mysql-bin.000024:373"),
    /** Oracle's. */
    SCN("an SCN of Oracle such as 4468736"),
    /** SQL Server's. */
    SQL_SERVER_LSN("an LSN of SQL Server such as 00000014:00000061:0001");

    private final String words;

    PositionForm(String words) {
        this.words = words;
    }

    Optional<NativePosition> find(String text) {
        try {
            return Optional.of(read(text));
        } catch (IllegalArgumentException otherForm) {
            return Optional.empty();
        }
    }

    private NativePosition read(String text) {
        return switch (this) {
            case LSN -> Lsn.parse(text);
            case BINLOG -> BinlogPosition.parse(text);
            case SCN -> Scn.parse(text);
            case SQL_SERVER_LSN -> SqlServerLsn.parse(text);
        };
    }

    static String all() {
        return Arrays.stream(values()).map(PositionForm::toString).collect(Collectors.joining(", "));
    }

    /** Returns the form in words with an example. */
    @Override
    public String toString() {
        return words;
    }
}
