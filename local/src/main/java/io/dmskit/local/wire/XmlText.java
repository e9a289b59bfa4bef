package io.dmskit.local.wire;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** Writes the SDK's model objects as the XML of the AWS query protocol. */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newInstance();

    private final StringWriter text = new StringWriter(512);
    private final XMLStreamWriter out;

    /** What may fail, though it does not into a string. */
    private interface Step {
        void write() throws XMLStreamException;
    }

    XmlText() {
        try {
            out = FACTORY.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writing(Step step) {
        try {
            step.write();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    void begin(String name) {
        writing(() -> out.writeStartElement(name));
    }

    void begin(String name, String namespace) {
        begin(name);
        writing(() -> out.writeDefaultNamespace(namespace));
    }

    void end() {
        writing(out::writeEndElement);
    }

    void element(String name, String value) {
        begin(name);
        writing(() -> out.writeCharacters(allowed(value)));
        end();
    }

    /** Writes the members that are given. */
    void members(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (ModelWriter.isGiven(value)) {
                value(field.locationName(), value);
            }
        }
    }

    private void value(String name, Object value) {
        if (value instanceof SdkPojo pojo) {
            begin(name);
            members(pojo);
            end();
        } else if (value instanceof List<?> list) {
            begin(name);
            list.forEach(element -> value("member", element));
            end();
        } else if (value instanceof Map<?, ?> map) {
            begin(name);
            map.forEach(this::entry);
            end();
        } else {
            element(name, scalar(value));
        }
    }

    private void entry(Object key, Object value) {
        begin("entry");
        element("key", String.valueOf(key));
        value("value", value);
        end();
    }

    /** Numbers and booleans are as Java writes them, and instants too, in ISO 8601. */
    private static String scalar(Object value) {
        return value instanceof SdkBytes bytes
                ? java.util.Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe())
                : String.valueOf(value);
    }

    /** XML has no way to write most control characters. */
    private static String allowed(String value) {
        return value.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "\ufffd");
    }

    byte[] bytes() {
        writing(out::flush);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
