package io.dmskit.monitoring.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.monitoring.judge.FleetSnapshot;
import io.dmskit.monitoring.judge.JudgeRules;
import io.dmskit.monitoring.poll.ApiUsage;
import io.dmskit.monitoring.watch.Round;
import io.dmskit.task.Poller;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page's server as any program meets it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchPageHttpIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Poller OFTEN = Poller.every(Duration.ofMillis(20));

    private final WatchPage page;
    private final HttpClient http = HttpClient.newHttpClient();

    WatchPageHttpIT() throws IOException {
        page = WatchPage.serve("orders", 0);
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void aNameThatWasBentToThisMachineIsRefused() throws IOException {
        int port = page.address().getPort();
        for (String host : List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port, "LOCALHOST")) {
            assertThat(status("GET", "/rounds/latest.json", host)).as(host).isEqualTo(404);
        }
        for (String host :
                List.of("evil.example", "evil.example:" + port, "127.0.0.1.evil.example", "x.localhost", "")) {
            assertThat(status("GET", "/", host)).as(host).isEqualTo(403);
        }
    }

    @Test
    void nothingCanBeDoneButRead() throws IOException, InterruptedException {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "PATCH")) {
            HttpResponse<String> answer = http.send(
                    request("/")
                            .method(method, HttpRequest.BodyPublishers.ofString("x"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
        HttpResponse<String> head = http.send(
                request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void browsersAreToldToLetNothingInAndNothingOut() throws IOException, InterruptedException {
        for (String path : List.of("/", "/style.css", "/app.js", "/chart.js", "/words.js", "/icon.svg", "/nothing")) {
            Map<String, List<String>> headers = get(path).headers().map();
            assertThat(headers)
                    .as(path)
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("referrer-policy", List.of("no-referrer"))
                    .containsEntry("cross-origin-resource-policy", List.of("same-origin"))
                    .doesNotContainKey("access-control-allow-origin");
            assertThat(headers.get("content-security-policy"))
                    .singleElement()
                    .asString()
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
        assertThat(get("/").body()).doesNotContain("://").doesNotContain("<script>", "style=", "onload");
    }

    @Test
    void anotherPageGetsNoData() throws IOException, InterruptedException {
        page.accept(round());

        assertThat(from("cross-site", "no-cors", "/rounds/latest.json")).isEqualTo(403);
        assertThat(from("same-site", "cors", "/events"))
                .as("another port of this machine")
                .isEqualTo(403);
        assertThat(from("same-origin", "cors", "/rounds/latest.json")).isEqualTo(200);
        assertThat(from("cross-site", "navigate", "/")).as("a link").isEqualTo(200);
    }

    @Test
    void theNewestRoundIsThereForPrograms() throws IOException, InterruptedException {
        assertThat(get("/rounds/latest.json").statusCode()).isEqualTo(404);

        page.accept(round());

        HttpResponse<String> latest = get("/rounds/latest.json");
        assertThat(latest.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(latest.body())
                .startsWith("{\"version\":1,")
                .contains("\"thresholds\":{\"lagWarn\":60.0,\"lagPage\":300.0}");
        assertThat(get("/replications/arn%3Aaws%3Anobody.json").statusCode()).isEqualTo(404);
    }

    @Test
    void whoComesAgainIsSentWhatWasMissedAndNoMore() throws IOException, InterruptedException {
        page.tell("bank", "one");
        page.tell("bank", "two");
        page.accept(round());
        String last;
        try (Stream stream = new Stream("")) {
            assertThat(stream.names(5)).containsExactly("hello", "event", "event", "round", "live");
            assertThat(stream.data.get(2)).contains("\"subject\":\"bank\",\"text\":\"two\"");
            last = stream.lastId;
            page.tell("bank", "three");
            assertThat(stream.names(1)).containsExactly("event");
        }
        page.tell("bank", "four");

        try (Stream stream = new Stream(last)) {
            assertThat(stream.names(5)).containsExactly("hello", "event", "event", "round", "live");
            assertThat(stream.data).element(1).asString().contains("three");
            assertThat(stream.data).element(2).asString().contains("four");
        }
        try (Stream stream = new Stream("otherrun-3")) {
            assertThat(stream.names(7))
                    .as("an id of another run says nothing")
                    .containsExactly("hello", "event", "event", "event", "event", "round", "live");
        }
    }

    @Test
    void onlyTheNewestEventsAreKept() throws IOException, InterruptedException {
        IntStream.rangeClosed(1, 250).forEach(i -> page.tell("", "event " + i));

        try (Stream stream = new Stream("")) {
            stream.names(201);
            assertThat(stream.data.get(1)).contains("\"event 51\"");
            assertThat(stream.data.get(200)).contains("\"event 250\"");
        }
    }

    @Test
    void whoDoesNotReadIsCutOffAndHoldsNobodyUp() throws IOException, InterruptedException {
        String long8k = "x".repeat(8000);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), page.address().getPort()));
            send(socket, "GET", "/events", "localhost");
            OFTEN.until("it to follow", () -> Optional.of(page).filter(one -> one.followers() == 1), LIMIT);

            int told = 0;
            while (page.followers() > 0 && told < 20_000) {
                page.tell("", long8k);
                told++;
            }

            assertThat(page.followers()).as("after %d events", told).isZero();
        }
        try (Stream stream = new Stream("")) {
            assertThat(stream.names(1)).as("others are served").containsExactly("hello");
        }
    }

    @Test
    void manyMayFollowButNotWithoutEnd() throws IOException, InterruptedException {
        List<Stream> streams = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            streams.add(new Stream(""));
        }

        assertThat(get("/events").statusCode()).isEqualTo(503);
        assertThat(get("/").statusCode()).isEqualTo(200);
        for (Stream stream : streams) {
            stream.close();
        }
    }

    private static Round round() {
        return new Round(
                new FleetSnapshot(Instant.now(), List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                JudgeRules.DEFAULTS,
                List.of(),
                List.of(),
                new ApiUsage(Duration.ofMinutes(1), Map.of(), 0, 0),
                2,
                List.of());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(page.address().resolve(path)).timeout(LIMIT);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString());
    }

    private int from(String site, String mode, String path) throws IOException, InterruptedException {
        return http.send(
                        request(path)
                                .header("Sec-Fetch-Site", site)
                                .header("Sec-Fetch-Mode", mode)
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    /** The JDK's client does not let a Host be chosen. */
    private int status(String method, String path, String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), page.address().getPort())) {
            send(socket, method, path, host);
            String first = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            return Integer.parseInt(String.valueOf(first).substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }

    private static void send(Socket socket, String method, String path, String host) throws IOException {
        String request = method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    /** A stream of events as a browser reads it. */
    private final class Stream implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;
        private final List<String> data = new ArrayList<>();
        private String lastId = "";

        Stream(String lastEventId) throws IOException, InterruptedException {
            HttpRequest.Builder request = request("/events");
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            body = answer.body();
            lines = new BufferedReader(new InputStreamReader(body, UTF_8));
        }

        /** Returns the names of the next messages; beats are not counted. */
        List<String> names(int count) throws IOException {
            List<String> names = new ArrayList<>();
            String name = "";
            while (names.size() < count) {
                String line = String.valueOf(lines.readLine());
                if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ") && !name.equals("beat")) {
                    names.add(name);
                    data.add(line.substring("data: ".length()));
                } else {
                    assertThat(line).as("a stream that goes on").isNotEqualTo("null");
                }
            }
            return names;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
