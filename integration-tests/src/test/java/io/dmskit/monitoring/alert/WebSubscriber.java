package io.dmskit.monitoring.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.services.sns.SnsClient;

/** A web server that confirms its subscription to a topic, as SNS asks it to, and keeps what it is notified of. */
final class WebSubscriber implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SnsClient sns;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> confirmed = new LinkedBlockingQueue<>();
    private final BlockingQueue<JsonNode> notifications = new LinkedBlockingQueue<>();
    private final HttpServer server;

    WebSubscriber(SnsClient sns) throws IOException {
        this.sns = sns;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode message = JSON.readTree(exchange.getRequestBody());
            exchange.sendResponseHeaders(200, -1);
            String type = message.path("Type").asText();
            if (type.equals("SubscriptionConfirmation")) {
                confirmed.add(sns.confirmSubscription(confirm -> confirm.topicArn(
                                        message.path("TopicArn").asText())
                                .token(message.path("Token").asText()))
                        .subscriptionArn());
            } else if (type.equals("Notification")) {
                notifications.add(message);
            }
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
    }

    /** Gets the subscription once it is confirmed. */
    BlockingQueue<String> confirmed() {
        return confirmed;
    }

    /** Gets what it is notified of, in SNS's envelope. */
    BlockingQueue<JsonNode> notifications() {
        return notifications;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
