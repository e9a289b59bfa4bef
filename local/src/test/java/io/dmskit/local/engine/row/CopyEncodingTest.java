package io.dmskit.local.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyEncodingTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "a\tb\nc\rd\\e", "\\N", "\b\f\u000b", "Привет 你好 مرحبا 🎉", "trailing\\"})
    void readsWhatItWrites(String value) {
        byte[] line = encoded(value);

        assertThat(CopyEncoding.decode(line, 0, line.length)).isEqualTo(value);
        assertThat(line).doesNotContain((byte) '\t', (byte) '\n', (byte) '\r');
    }

    @Test
    void writesNullAsTheServerDoes() {
        byte[] line = encoded(null);

        assertThat(new String(line, StandardCharsets.UTF_8)).isEqualTo("\\N");
        assertThat(CopyEncoding.decode(line, 0, line.length)).isNull();
    }

    @Test
    void readsEveryEscapeOfTheServer() {
        byte[] line = "x\\b\\f\\n\\r\\t\\v\\\\y".getBytes(StandardCharsets.UTF_8);

        assertThat(CopyEncoding.decode(line, 1, line.length - 1)).isEqualTo("\b\f\n\r\t\u000b\\");
    }

    private static byte[] encoded(@Nullable String value) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        CopyEncoding.encode(value, line);
        return line.toByteArray();
    }
}
