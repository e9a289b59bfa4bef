package io.dmskit.monitoring.alert;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Alerts as HTML. A writer of XML escapes what it is given, so that nothing here can forget to. */
final class AlertHtml {
    private final XMLStreamWriter html;

    private AlertHtml(XMLStreamWriter html) {
        this.html = html;
    }

    static String of(Alert alert) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new AlertHtml(writer).write(alert);
            writer.close();
        } catch (XMLStreamException e) {
            throw new AssertionError("a text in memory is always writable", e);
        }
        return text.toString();
    }

    private void write(Alert alert) throws XMLStreamException {
        html.writeStartElement("article");
        html.writeAttribute(
                "class",
                "alert " + alert.severity().name().toLowerCase(Locale.ROOT) + " "
                        + alert.change().id());
        element("h3", alert.title());
        element("p", alert.isResolved() ? "Was: " + alert.text() : alert.text());
        if (!alert.isResolved() && !alert.advice().isBlank()) {
            element("p", "To do: " + alert.advice());
        }
        element(
                "p",
                "Since " + alert.incident().since() + ", seen " + alert.at() + ", incident "
                        + alert.incident().id());
        html.writeEndElement();
    }

    private void element(String tag, String content) throws XMLStreamException {
        html.writeStartElement(tag);
        html.writeCharacters(content);
        html.writeEndElement();
    }
}
