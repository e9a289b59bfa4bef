package io.dmskit.local.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Fills the SDK's model builders from a decoded body. Members the model does not have are passed over, as AWS does; a value of
 * the wrong kind is refused.
 */
final class ModelReader {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

    private ModelReader() {}

    /** Returns the builder's object with the members that the tree gives. */
    static Object read(JsonNode tree, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            JsonNode value = tree.get(field.locationName());
            if (value != null && !value.isNull()) {
                field.set(builder, value(value, field, field.locationName()));
            }
        }
        return ((Buildable) builder).build();
    }

    private static Object value(JsonNode node, SdkField<?> field, String path) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> require(node.isTextual(), node.textValue(), path, "a string");
            case BOOLEAN -> require(node.isBoolean(), node.booleanValue(), path, "a boolean");
            case INTEGER -> require(node.canConvertToInt() && isWhole(node), node.intValue(), path, "an integer");
            case LONG -> require(node.canConvertToLong() && isWhole(node), node.longValue(), path, "an integer");
            case FLOAT -> require(node.isNumber(), node.floatValue(), path, "a number");
            case DOUBLE -> require(node.isNumber(), node.doubleValue(), path, "a number");
            case BIG_DECIMAL -> require(node.isNumber(), node.decimalValue(), path, "a number");
            case INSTANT -> timestamp(node, path);
            case SDK_BYTES -> blob(node, path);
            case SDK_POJO -> {
                require(node.isObject(), node, path, "an object");
                yield read(node, field.constructor().get());
            }
            case LIST -> list(node, field, path);
            case MAP -> map(node, field, path);
            default -> throw new AssertionError("no decoding for " + path + " of kind " + field.marshallingType());
        };
    }

    private static List<Object> list(JsonNode node, SdkField<?> field, String path) {
        require(node.isArray(), node, path, "a list");
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> values = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            values.add(value(element, member, path + "[" + values.size() + "]"));
        }
        return values;
    }

    private static Map<String, Object> map(JsonNode node, SdkField<?> field, String path) {
        require(node.isObject(), node, path, "a map");
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            values.put(entry.getKey(), value(entry.getValue(), member, path + "." + entry.getKey()));
        }
        return values;
    }

    /** Epoch seconds; the AWS CLI's and boto3's own texts for times are numbers on the wire too. */
    private static Instant timestamp(JsonNode node, String path) {
        require(node.isNumber(), node, path, "a timestamp in seconds since 1970");
        try {
            return Instant.ofEpochMilli(node.decimalValue()
                    .multiply(MILLIS)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact());
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw refusal(path, "a timestamp in seconds since 1970");
        }
    }

    private static SdkBytes blob(JsonNode node, String path) {
        try {
            byte @Nullable [] bytes = node.binaryValue();
            if (bytes != null) {
                return SdkBytes.fromByteArray(bytes);
            }
        } catch (IOException e) {
            // Text that is not base64: refused below like every other wrong kind.
        }
        throw refusal(path, "base64");
    }

    private static boolean isWhole(JsonNode node) {
        return node.isIntegralNumber() || (node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue()));
    }

    private static Object require(boolean right, Object value, String path, String wanted) {
        if (!right) {
            throw refusal(path, wanted);
        }
        return value;
    }

    /** Names the member and what it should be, not the value: it may be a password. */
    private static Fault refusal(String path, String wanted) {
        return new Fault("SerializationException", "member " + path + " is not " + wanted);
    }
}
