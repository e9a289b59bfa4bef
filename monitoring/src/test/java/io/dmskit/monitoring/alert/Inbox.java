package io.dmskit.monitoring.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** A sink that keeps what arrives, and answers what a test wants. */
final class Inbox implements AlertSink {
    private final List<Alert> arrived = new ArrayList<>();
    private final Deque<Delivery> answers = new ArrayDeque<>();
    private Predicate<Alert> down = alert -> false;
    private int attempts;

    /** Lets all attempts with such alerts fail from now on. */
    void failing(Predicate<Alert> alerts) {
        down = alerts;
    }

    /** Answers the next attempt so. */
    void answer(Delivery delivery) {
        answers.add(delivery);
    }

    @Override
    public Delivery send(Alert alert) {
        attempts++;
        Delivery answer = answers.poll();
        if (answer != null) {
            return answer;
        }
        if (down.test(alert)) {
            return new Delivery.Failed("down");
        }
        arrived.add(alert);
        return new Delivery.Delivered();
    }

    int attempts() {
        return attempts;
    }

    List<String> titles() {
        return arrived.stream().map(Alert::title).toList();
    }

    List<Alert> arrived() {
        return arrived;
    }
}
