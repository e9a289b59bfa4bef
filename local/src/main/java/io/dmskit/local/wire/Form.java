package io.dmskit.local.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * The form of an AWS query request, whose names are paths into the model: {@code MetricData.member.1.Value}. Members the model
 * does not have are passed over, as AWS does; a value of the wrong kind is refused.
 */
final class Form {
    private final NavigableMap<String, String> fields;

    private Form(NavigableMap<String, String> fields) {
        this.fields = fields;
    }

    static Form parse(byte[] body) {
        TreeMap<String, String> fields = new TreeMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.strip(), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Fault("MalformedQueryString", "the request body is not a form: it holds a broken escape");
        }
    }

    String required(String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new Fault("MissingAction", "the form has no " + name + ": AWS query needs Action and Version");
        }
        return value;
    }

    Object into(SdkPojo builder) {
        return object("", builder);
    }

    private Object object(String prefix, SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            String path = prefix + field.locationName();
            if (isGiven(path)) {
                field.set(builder, value(path, field));
            }
        }
        return ((Buildable) builder).build();
    }

    private boolean isGiven(String path) {
        String below = path + ".";
        String next = fields.ceilingKey(below);
        return fields.containsKey(path) || (next != null && next.startsWith(below));
    }

    private Object value(String path, SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case SDK_POJO -> object(path + ".", field.constructor().get());
            case LIST -> list(path + ".member.", field);
            case MAP -> map(path + ".entry.", field);
            default -> scalar(path, text(path), field);
        };
    }

    private String text(String path) {
        String text = fields.get(path);
        if (text == null) {
            throw refusal(path, "a single value");
        }
        return text;
    }

    private List<Object> list(String prefix, SdkField<?> field) {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> values = new ArrayList<>();
        for (int number = 1; isGiven(prefix + number); number++) {
            values.add(value(prefix + number, member));
        }
        return values;
    }

    private Map<String, Object> map(String prefix, SdkField<?> field) {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> values = new LinkedHashMap<>();
        for (int number = 1; isGiven(prefix + number); number++) {
            values.put(text(prefix + number + ".key"), value(prefix + number + ".value", member));
        }
        return values;
    }

    private static Object scalar(String path, String text, SdkField<?> field) {
        try {
            return switch (field.marshallingType().getKnownType()) {
                case STRING -> text;
                case BOOLEAN -> bool(path, text);
                case INTEGER -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case FLOAT -> Float.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case INSTANT -> OffsetDateTime.parse(text).toInstant();
                case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
                default -> throw new AssertionError("no decoding for " + path + " of kind " + field.marshallingType());
            };
        } catch (DateTimeException e) {
            throw refusal(path, "a timestamp such as 2026-11-23T12:00:00Z");
        } catch (IllegalArgumentException e) {
            throw refusal(
                    path, "a valid " + field.marshallingType().getTargetClass().getSimpleName());
        }
    }

    private static Boolean bool(String path, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw refusal(path, "true or false");
        }
        return Boolean.valueOf(text);
    }

    /** Names the member and what it should be, not the value: it may be a password. */
    private static Fault refusal(String path, String wanted) {
        return new Fault("MalformedInput", "member " + path + " is not " + wanted);
    }
}
