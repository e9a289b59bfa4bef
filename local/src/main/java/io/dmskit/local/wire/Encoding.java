package io.dmskit.local.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.SdkPojo;

/** How a body is written: the same tree of values either as JSON text or as CBOR. */
final class Encoding {
    /** JSON text. */
    static final Encoding JSON = new Encoding("JSON", new JsonMapper());

    /** CBOR. */
    static final Encoding CBOR = new Encoding("CBOR", new CBORMapper());

    private final String name;
    private final ObjectMapper mapper;

    private Encoding(String name, ObjectMapper mapper) {
        this.name = name;
        this.mapper = mapper;
    }

    /** Reads a body; an empty one is an empty object, as the SDKs send for a request without members. */
    JsonNode read(byte[] body) {
        if (body.length == 0) {
            return mapper.createObjectNode();
        }
        try {
            JsonNode tree = mapper.readTree(body);
            if (tree != null && tree.isObject()) {
                return tree;
            }
        } catch (IOException e) {
            throw new Fault("SerializationException", "the request body is not valid " + name + ": " + reason(e));
        }
        throw new Fault("SerializationException", "the request body is not a " + name + " object");
    }

    byte[] write(SdkPojo value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = mapper.getFactory().createGenerator(bytes)) {
            new ModelWriter(out).write(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    byte[] write(Fault fault) {
        try {
            // Clients of Secrets Manager look for "Message", all others for "message"; both are always understood.
            return mapper.writeValueAsBytes(mapper.createObjectNode()
                    .put("__type", fault.code())
                    .put("message", fault.text())
                    .put("Message", fault.text()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parser's reason without the excerpt of the body, which may hold a secret. */
    private static String reason(IOException e) {
        return e instanceof JsonProcessingException syntax && syntax.getLocation() != null
                ? "line " + syntax.getLocation().getLineNr() + ", column "
                        + syntax.getLocation().getColumnNr()
                : e.getClass().getSimpleName();
    }
}
