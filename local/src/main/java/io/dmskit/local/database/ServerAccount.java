package io.dmskit.local.database;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The account a server runs under. PostgreSQL refuses to run as root, so root steps down in the first way that works here:
 * a user namespace of its own, or an account without privileges.
 *
 * @param name names the way, for file names and messages
 * @param prefix goes before every command
 * @param owner {@code uid:gid} that the server's files must belong to, if not to this process
 */
record ServerAccount(String name, List<String> prefix, Optional<String> owner) {
    private static final List<String> UNPRIVILEGED = List.of("postgres", "nobody");
    private static final String NOT_ROOT_AND_EXECUTABLE = "[ \"$(id -u)\" != 0 ] && [ -x \"$0\" ]";

    ServerAccount {
        prefix = List.copyOf(prefix);
    }

    /**
     * Finds the account to run this program under.
     *
     * @throws DatabaseServerException if this process is root and there is no way to step down
     */
    static ServerAccount forRunning(Path program) {
        if (!Command.run(List.of("id", "-u")).output().equals("0")) {
            return new ServerAccount("self", List.of(), Optional.empty());
        }
        return Stream.concat(
                        Stream.of(new ServerAccount("namespace", List.of("unshare", "-U"), Optional.empty())),
                        UNPRIVILEGED.stream().flatMap(ServerAccount::stepsDownTo))
                .filter(account -> account.canRun(program))
                .findFirst()
                .orElseThrow(() -> new DatabaseServerException("PostgreSQL does not run as root, and root cannot step"
                        + " down here: tried unshare -U, and setpriv, runuser and su to " + UNPRIVILEGED
                        + "; run dmskit as another user, or let one of these read " + program));
    }

    private static Stream<ServerAccount> stepsDownTo(String user) {
        Command.Result uid = Command.run(List.of("id", "-u", user));
        Command.Result gid = Command.run(List.of("id", "-g", user));
        if (!uid.succeeded() || !gid.succeeded()) {
            return Stream.empty();
        }
        Optional<String> owner = Optional.of(uid.output() + ":" + gid.output());
        return Stream.of(
                        List.of("setpriv", "--reuid=" + uid.output(), "--regid=" + gid.output(), "--clear-groups"),
                        List.of("runuser", "-u", user, "--"),
                        List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", user))
                .map(prefix -> new ServerAccount(user, prefix, owner));
    }

    private boolean canRun(Path program) {
        return Command.run(command("sh", "-c", NOT_ROOT_AND_EXECUTABLE, program.toString()))
                .succeeded();
    }

    /** Returns this command as the account runs it. */
    List<String> command(String... command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        return all;
    }

    /** Gives a file or directory, not what is in it, to the account. */
    void own(Path path) {
        owner.ifPresent(ids -> {
            Command.Result chown = Command.run(List.of("chown", ids, path.toString()));
            if (!chown.succeeded()) {
                throw new DatabaseServerException("cannot give " + path + " to " + name + ": " + chown.output());
            }
        });
    }
}
