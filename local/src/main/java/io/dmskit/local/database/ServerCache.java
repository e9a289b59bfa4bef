package io.dmskit.local.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where unpacked servers are kept between runs. */
final class ServerCache {
    private ServerCache() {}

    /**
     * Returns the cache directory of this user. Root's is outside root's home, because the server that runs from it is not root.
     *
     * @throws IOException if no directory can be made
     */
    static Path directory() throws IOException {
        List<String> refused = new ArrayList<>();
        for (Path candidate : candidates()) {
            try {
                return trusted(candidate);
            } catch (IOException e) {
                refused.add(candidate + " (" + e.getMessage() + ")");
            }
        }
        throw new IOException("no cache directory can be used: " + String.join(", ", refused));
    }

    private static List<Path> candidates() {
        String user = System.getProperty("user.name");
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "dmskit-" + user);
        return user.equals("root")
                ? List.of(Path.of("/var/cache/dmskit"), temporary)
                : List.of(Path.of(System.getProperty("user.home"), ".cache", "dmskit"), temporary);
    }

    /** Programs are run from here, so nobody else may have made the directory or be able to change it. */
    private static Path trusted(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
        if (!Files.getOwner(directory).getName().equals(System.getProperty("user.name"))
                || permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)
                || !Files.isWritable(directory)) {
            throw new IOException("not owned by this user alone");
        }
        return directory;
    }
}
