package io.dmskit.migration;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.DocumentReader;
import io.dmskit.document.Finding;
import io.dmskit.document.Findings;
import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads migrations from a YAML file.
 *
 * <pre>{@code
 * name: bank-core                        # letters, digits and hyphens
 * type: full-load-and-cdc                # or full-load, cdc
 * source: { engine: oracle, database: BANKPROD, secret: bank/legacy }
 * target: { engine: postgres, database: modernbank, secret: bank/modern, secret-access-role: "arn:..." }
 * table-mappings: table-mappings.json
 * task-settings: task-settings.json      # default: DMS's defaults
 * cdc: { start: 4AF/B00000D0, stop: "commit_time:2018-02-09T12:12:12" }     # default: all changes since the start
 * capacity: { instance: dms.r6i.large, storage-gib: 100, multi-az: true }   # the defaults
 *                                        # or { serverless: { min: 2, max: 16 }, multi-az: true }
 * alarms: { source-latency: 60s, target-latency: 2m, notify: [ops-topic] }  # default: none
 * cutover: { max-lag: 5s, deadline: 10m, verify: [row-counts, checksums] }  # the defaults
 * rehearsal: { schema: schema.sql, data: data.sql, workload: bank, duration: 10s }
 * }</pre>
 *
 * <p>An endpoint may also say {@code tls} (none, require, verify-ca or verify-full; default: the strictest that its engine takes with what
 * is given) and {@code certificate}, {@code settings: { HeartbeatEnable: true }} by the API's names and {@code
 * extra-connection-attributes}. Services of AWS, such as S3, take a {@code service-access-role} in place of database and secret; Kafka
 * and Redis have their address in the settings.
 *
 * <p>Durations need a unit: ms, s, m, h or d. Paths are relative to the file.
 *
 * <p>A file with {@code each: {store: ["0001", "0002"]}} describes one migration per value: {@code ${store}} is replaced in
 * every text of the file and of the table mappings and task settings it names.
 */
public final class MigrationFile {
    private MigrationFile() {}

    /**
     * Reads a file and everything it refers to.
     *
     * @return one migration, or one per value of {@code each}
     * @throws InvalidDocumentException with every error of the file and of the documents it names: unknown keys (with the nearest
     *     known one), wrong units, missing files
     */
    public static List<Migration> read(Path file) {
        Findings findings = new Findings();
        List<Migration> migrations = read(file, null, findings);
        findings.throwErrors();
        return migrations;
    }

    /** Returns what is wrong or suspicious in a file and the documents it names; empty if nothing is. */
    public static List<Finding> lint(Path file) {
        return findings(file, null);
    }

    /** Returns what is wrong or suspicious in a file and the documents it names, also with these tables as its source. */
    public static List<Finding> lint(Path file, Catalog source) {
        return findings(file, source);
    }

    private static List<Finding> findings(Path file, @Nullable Catalog source) {
        Findings findings = new Findings();
        try {
            read(file, source, findings);
        } catch (InvalidDocumentException e) {
            findings.addAll(e.findings());
        }
        return findings.inDocumentOrder();
    }

    private static List<Migration> read(Path file, @Nullable Catalog source, Findings findings) {
        Node root = DocumentReader.yaml(
                file.toString(), ReferencedFile.text(file, MigrationReader.FILE), MigrationReader.SYNTAX);
        if (!(root instanceof ObjectNode object)) {
            findings.error(MigrationReader.VALUE, root, "a migration file is a list of keys, not " + root.kind());
            return List.of();
        }
        Optional<Each> each = Each.of(object, findings);
        List<Migration> migrations = new ArrayList<>();
        Set<Finding> found = new LinkedHashSet<>();
        for (Substitution substitution : each.map(Each::substitutions).orElse(List.of(Substitution.NONE))) {
            Findings own = new Findings();
            new MigrationReader(file, substitution, source, own)
                    .read(substitution.in(object))
                    .ifPresent(migrations::add);
            found.addAll(own.inDocumentOrder());
        }
        findings.addAll(found);
        return migrations;
    }
}
