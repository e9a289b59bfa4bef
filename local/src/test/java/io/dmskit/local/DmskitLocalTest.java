package io.dmskit.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

class DmskitLocalTest {
    @Test
    void servesOnLoopbackOnly() {
        try (DmskitLocal local = DmskitLocal.start()) {
            assertThat(local.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takesAnotherPortWhenThePreferredOneIsTaken() {
        try (DmskitLocal first = DmskitLocal.start();
                DmskitLocal second = DmskitLocal.builder()
                        .preferredPort(first.endpoint().getPort())
                        .start()) {
            assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
        }
    }

    @Test
    void saysThatThePortIsTaken() {
        try (DmskitLocal first = DmskitLocal.start()) {
            int taken = first.endpoint().getPort();

            assertThatThrownBy(() -> DmskitLocal.builder().port(taken).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("port " + taken + " of 127.0.0.1 is taken; choose another one, or 0 for any free one");
        }
    }

    @Test
    void freesItsPortAndEndsItsThreads() throws InterruptedException {
        DmskitLocal local = DmskitLocal.start();
        LocalClients.of(local.endpoint()).dms().describeAccountAttributes();

        local.close();
        local.close();

        assertThatThrownBy(() -> new Socket(
                        InetAddress.getLoopbackAddress(), local.endpoint().getPort()))
                .isInstanceOf(ConnectException.class);
        for (Thread thread : threadsOfDmskitLocal()) {
            // A pool counts as terminated a moment before its last thread has left its run method.
            thread.join(60_000);
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }

    private static List<Thread> threadsOfDmskitLocal() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("dmskit-local")
                        || thread.getName().startsWith("HTTP-Dispatcher"))
                .toList();
    }

    @Test
    void keepsResourcesOfEndpointsBesideEachOtherApart() {
        try (DmskitLocal first = DmskitLocal.start();
                DmskitLocal second = DmskitLocal.start();
                LocalClients here = LocalClients.of(first.endpoint());
                LocalClients there = LocalClients.of(second.endpoint())) {
            here.secrets().createSecret(create -> create.name("a").secretString("s"));

            assertThat(there.secrets().listSecrets().secretList()).isEmpty();
        }
    }
}
