package io.dmskit.local.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Writes the SDK's model objects; their own field descriptions say which members there are and what they are called. */
final class ModelWriter {
    /** CBOR's tag for seconds since the epoch (RFC 8949, section 3.4.2). */
    private static final int EPOCH_TAG = 1;

    private final JsonGenerator out;

    ModelWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(SdkPojo pojo) throws IOException {
        out.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (isGiven(value)) {
                out.writeFieldName(field.locationName());
                writeValue(value);
            }
        }
        out.writeEndObject();
    }

    /** The SDK stands an empty marker collection where nothing was given; AWS leaves such a member out. */
    static boolean isGiven(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private void writeValue(Object value) throws IOException {
        if (value instanceof SdkPojo pojo) {
            write(pojo);
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                writeValue(element);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName((String) entry.getKey());
                writeValue(entry.getValue());
            }
            out.writeEndObject();
        } else {
            writeScalar(value);
        }
    }

    private void writeScalar(Object value) throws IOException {
        if (value instanceof Instant instant) {
            writeTimestamp(instant);
        } else if (value instanceof SdkBytes bytes) {
            out.writeBinary(bytes.asByteArrayUnsafe());
        } else if (value instanceof String text) {
            out.writeString(text);
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof BigDecimal number) {
            out.writeNumber(number);
        } else if (value instanceof Double || value instanceof Float) {
            out.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            throw new AssertionError("no encoding for a " + value.getClass().getName());
        }
    }

    private void writeTimestamp(Instant instant) throws IOException {
        if (out instanceof CBORGenerator cbor) {
            cbor.writeTag(EPOCH_TAG);
            cbor.writeNumber(instant.toEpochMilli() / 1000.0);
        } else {
            out.writeNumber(BigDecimal.valueOf(instant.toEpochMilli(), 3));
        }
    }
}
