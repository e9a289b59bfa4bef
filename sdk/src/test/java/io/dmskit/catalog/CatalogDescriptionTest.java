package io.dmskit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.document.InvalidDocumentException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogDescriptionTest {
    @Test
    void readsTablesKeysViewsAndPartitions() {
        Catalog catalog = CatalogDescription.read("bank.yaml", """
                engine: oracle
                schemas:
                  BANK:
                    ACCOUNTS:
                      columns:
                        ID: NUMBER(12)
                        IBAN: VARCHAR2(34) not null
                        OPENED: DATE
                        STATE: { type: BANK.STATE, kind: user-defined, nullable: false }
                      primary-key: [ID]
                      unique-keys:
                        - { name: ACCOUNTS_UX, columns: [IBAN] }
                      rows: 1200
                      bytes: 34000
                    OPEN_ACCOUNTS: { kind: view, columns: { ID: NUMBER(12) } }
                    ACCOUNTS_2026: { partition-of: ACCOUNTS, columns: { ID: NUMBER(12) not null } }
                """);

        TableName accounts = new TableName("BANK", "ACCOUNTS");
        assertThat(catalog.table(accounts))
                .contains(new Table(
                        accounts,
                        Table.Kind.TABLE,
                        List.of(
                                new Column("ID", "NUMBER(12)", Column.Kind.DECIMAL, false),
                                new Column("IBAN", "VARCHAR2(34)", Column.Kind.TEXT, false),
                                new Column("OPENED", "timestamp(0)", Column.Kind.DATE_OR_TIME, true),
                                new Column("STATE", "BANK.STATE", Column.Kind.USER_DEFINED, false)),
                        Optional.of(new Key("ACCOUNTS_pkey", List.of("ID"))),
                        List.of(new Key("ACCOUNTS_UX", List.of("IBAN"))),
                        Optional.empty(),
                        1200,
                        34000));
        assertThat(catalog.tables()).extracting(Table::kind).contains(Table.Kind.VIEW);
        assertThat(catalog.tables().get(1).partitionOf()).contains(accounts);
    }

    @Test
    void readsBackWhatItWrote() {
        Catalog catalog = new Catalog(List.of(
                new Table(
                        new TableName("s", "a\"b"),
                        Table.Kind.PARTITIONED_TABLE,
                        List.of(
                                new Column("id", "bigint", Column.Kind.INTEGER, true),
                                new Column("mood", "s.mood", Column.Kind.USER_DEFINED, true),
                                new Column("odd", "x not null", Column.Kind.USER_DEFINED, false),
                                new Column("amount", "numeric(12,2)", Column.Kind.DECIMAL, false),
                                new Column("at", "timestamp(3) with time zone", Column.Kind.TIMESTAMP_WITH_ZONE, true),
                                new Column("bits", "bit(1)", Column.Kind.OTHER, true),
                                new Column("tags", "text[]", Column.Kind.OTHER, true)),
                        Optional.of(new Key("pk", List.of("id"))),
                        List.of(new Key("u", List.of("amount", "odd"))),
                        Optional.empty(),
                        5,
                        8192),
                new Table(
                        new TableName("t", "p.1"),
                        Table.Kind.TABLE,
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(new TableName("s", "a\"b")),
                        0)));

        String text = CatalogDescription.write(catalog);

        assertThat(CatalogDescription.read("again", text)).isEqualTo(catalog);
        assertThat(CatalogDescription.write(CatalogDescription.read("again", text)))
                .isEqualTo(text);
    }

    @Test
    void reportsEveryProblemWithItsPlaceAndTheNearestWord() {
        assertThatThrownBy(() -> CatalogDescription.read("c.yaml", """
                        engine: orakle
                        schemas:
                          s:
                            a:
                              columns: { id: vachar(10), n: { kind: TEXT } }
                              primary-key: [idd]
                              row: 5
                              bytes: -1
                            b: { partition-of: c }
                        """))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessage("""
                        c.yaml:1:9: engine is "orakle", did you mean "oracle"? [CD004]
                        c.yaml:5:22: unknown type vachar(10), did you mean varchar?; a type of the database's own is written\
                         { type: vachar(10), kind: user-defined } [CD004]
                        c.yaml:5:37: column n has no type [CD003]
                        c.yaml:6:21: primary-key of s.a names column idd, did you mean "id"? [CD005]
                        c.yaml:7:7: unknown key row, did you mean "rows"? [CD002]
                        c.yaml:8:14: bytes is a number: it must be a whole number from 0 [CD004]
                        c.yaml:9:8: table s.b has no columns [CD003]
                        c.yaml:9:24: table s.b is a partition of s.c, which is not described [CD005]""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "character varying(40) | TEXT",
                "VARCHAR2(34 CHAR)     | TEXT",
                "nvarchar(max)         | TEXT",
                "bigint unsigned       | INTEGER",
                "uint8                 | INTEGER",
                "NUMBER(12,2)          | DECIMAL",
                "DOUBLE  PRECISION     | FLOATING",
                "real4                 | FLOATING",
                "bit                   | BOOLEAN",
                "bit(8)                | OTHER",
                "TIMESTAMP(6) WITH TIME ZONE | TIMESTAMP_WITH_ZONE",
                "datetime2(7)          | DATE_OR_TIME",
                "CHAR(10) FOR BIT DATA | BINARY",
                "LONG RAW              | BINARY",
                "integer[]             | OTHER",
                "JSON                  | OTHER",
            })
    void knowsTheTypesOfSeveralDatabases(String type, Column.Kind kind) {
        assertThat(TypeWords.kind(type)).contains(kind);
    }
}
