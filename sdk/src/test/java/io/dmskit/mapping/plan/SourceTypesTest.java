package io.dmskit.mapping.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.CatalogDescription;
import io.dmskit.catalog.Column;
import io.dmskit.mapping.DataType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceTypesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres  | character varying(40)    | WSTRING  | false",
                "postgres  | text                     | NCLOB    | true",
                "postgres  | jsonb                    | NCLOB    | true",
                "postgres  | bytea                    | BLOB     | true",
                "postgres  | timestamp with time zone | DATETIME | false",
                "postgres  | bigint                   | INT8     | false",
                "postgres  | integer[]                | NCLOB    | true",
                "oracle    | DATE                     | DATETIME | false",
                "oracle    | NUMBER(9)                | INT4     | false",
                "oracle    | NUMBER(12,0)             | NUMERIC  | false",
                "oracle    | NUMBER                   | NUMERIC  | false",
                "oracle    | VARCHAR2(34)             | STRING   | false",
                "oracle    | LONG RAW                 | BLOB     | true",
                "oracle    | RAW(16)                  | BYTES    | false",
                "oracle    | CLOB                     | CLOB     | true",
                "mysql     | tinyint(1)               | INT1     | false",
                "mysql     | int(10) unsigned         | UINT4    | false",
                "mysql     | text                     | WSTRING  | false",
                "mysql     | longtext                 | NCLOB    | true",
                "mysql     | year                     | INT2     | false",
                "sqlserver | nvarchar(max)            | NCLOB    | true",
                "sqlserver | varchar(max)             | CLOB     | true",
                "sqlserver | timestamp                | BYTES    | false",
                "sqlserver | tinyint                  | UINT1    | false",
                "sqlserver | datetimeoffset(7)        | WSTRING  | false",
                "sqlserver | uniqueidentifier         | STRING   | false",
                "db2       | CHAR(10) FOR BIT DATA    | BYTES    | false",
                "db2       | DECFLOAT(16)             | REAL8    | false",
                "db2       | DBCLOB(1000)             | CLOB     | true",
                "postgres  | wstring                  | WSTRING  | false",
                "postgres  | real4                    | REAL4    | false",
            })
    void knowsWhatDmsMakesOfAType(String engine, String type, DataType.Name name, boolean lob) {
        Column column = CatalogDescription.read(
                        "c.yaml", "{engine: " + engine + ", schemas: {s: {t: {columns: {c: \"" + type + "\"}}}}}")
                .tables()
                .get(0)
                .columns()
                .get(0);

        assertThat(SourceTypes.of(column)).isEqualTo(name);
        assertThat(SourceTypes.isLob(column)).isEqualTo(lob);
    }
}
