package io.dmskit.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.catalog.Column;
import io.dmskit.catalog.Column.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalFormTest {
    private final PostgresDialect postgres = new PostgresDialect();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bigint; INTEGER; bigint; INTEGER; PLAIN",
                "integer; INTEGER; numeric(10,2); DECIMAL; NUMBER",
                "numeric(14,2); DECIMAL; numeric(14,4); DECIMAL; NUMBER",
                "uuid; OTHER; uuid; OTHER; PLAIN",
                "uuid; OTHER; character varying(36); TEXT; FRAMED",
                "bytea; BINARY; bytea; BINARY; PLAIN",
                "jsonb; OTHER; jsonb; OTHER; FRAMED",
                "character(4); TEXT; character varying(4); TEXT; TRIMMED",
                "text; TEXT; text; TEXT; FRAMED",
                "mood; USER_DEFINED; character varying; TEXT; FRAMED"
            })
    void dependsOnBothTypes(String source, Kind sourceKind, String target, Kind targetKind, CanonicalForm form) {
        assertThat(CanonicalForm.of(column(source, sourceKind), column(target, targetKind)))
                .isEqualTo(form);
    }

    @Test
    void writesNullAsATilde() {
        assertThat(postgres.canonical("\"n\"", CanonicalForm.PLAIN)).isEqualTo("coalesce(\"n\"::text, '~')");
    }

    @Test
    void putsTheLengthBeforeFreeText() {
        assertThat(postgres.canonical("\"n\"", CanonicalForm.FRAMED))
                .isEqualTo("coalesce(length(\"n\"::text) || ':' || \"n\"::text, '~')");
    }

    @Test
    void stripsTrailingZerosAndBlanks() {
        assertThat(postgres.canonical("\"n\"", CanonicalForm.NUMBER))
                .isEqualTo("coalesce(trim_scale(\"n\"::numeric)::text, '~')");
        assertThat(postgres.canonical("\"n\"", CanonicalForm.TRIMMED))
                .isEqualTo("coalesce(length(rtrim(\"n\"::text, ' ')) || ':' || rtrim(\"n\"::text, ' '), '~')");
    }

    private static Column column(String type, Kind kind) {
        return new Column("c", type, kind, true);
    }
}
