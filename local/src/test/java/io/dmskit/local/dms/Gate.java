package io.dmskit.local.dms;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a database. While it is shut, sessions go on, and who knocks anew is neither let in nor sent away. */
final class Gate implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Socket> waiting = new CopyOnWriteArrayList<>();
    private final int behind;
    private volatile boolean shut;

    Gate(int behind) throws IOException {
        this.behind = behind;
        start("gate", this::open);
    }

    int port() {
        return door.getLocalPort();
    }

    void shut() {
        shut = true;
    }

    /** Lets in again who comes, and sends away who has waited. */
    void unlock() throws IOException {
        shut = false;
        for (Socket guest : waiting) {
            guest.close();
        }
    }

    private void open() {
        try {
            while (true) {
                Socket guest = door.accept();
                sockets.add(guest);
                if (shut) {
                    waiting.add(guest);
                } else {
                    Socket host = new Socket(InetAddress.getLoopbackAddress(), behind);
                    sockets.add(host);
                    start("gate-in", () -> pass(guest, host));
                    start("gate-out", () -> pass(host, guest));
                }
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two has closed its socket.
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
