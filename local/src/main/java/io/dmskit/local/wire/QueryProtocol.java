package io.dmskit.local.wire;

import com.sun.net.httpserver.HttpExchange;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The AWS query protocol: a form in, XML out. The form's {@code Action} is the operation, its {@code Version} the service.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS query protocol</a>
 */
enum QueryProtocol implements Protocol {
    INSTANCE;

    private static final String CONTENT_TYPE = "text/xml";

    @Override
    public Call call(HttpExchange exchange, byte[] body) {
        Form form = Form.parse(body);
        return new Call(form.required("Version"), form.required("Action"), form::into);
    }

    @Override
    public Reply answer(Service service, String operation, SdkPojo answer, String requestId) {
        XmlText xml = new XmlText();
        xml.begin(operation + "Response", service.queryNamespace());
        if (!answer.sdkFields().isEmpty()) {
            xml.begin(operation + "Result");
            xml.members(answer);
            xml.end();
        }
        xml.begin("ResponseMetadata");
        xml.element("RequestId", requestId);
        xml.end();
        xml.end();
        return Reply.of(200, xml.bytes(), CONTENT_TYPE);
    }

    @Override
    public Reply refusal(Fault fault, String requestId) {
        XmlText xml = new XmlText();
        xml.begin("ErrorResponse");
        xml.begin("Error");
        xml.element("Type", fault.status() < 500 ? "Sender" : "Receiver");
        xml.element("Code", fault.queryCode());
        xml.element("Message", fault.text());
        xml.end();
        xml.element("RequestId", requestId);
        xml.end();
        return Reply.of(fault.status(), xml.bytes(), CONTENT_TYPE);
    }
}
