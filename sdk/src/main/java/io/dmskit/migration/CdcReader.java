package io.dmskit.migration;

import io.dmskit.document.Findings;
import io.dmskit.document.Section;
import io.dmskit.endpoint.EndpointDefinition;
import io.dmskit.endpoint.PostgreSQLSettings;
import io.dmskit.position.CdcStart;
import io.dmskit.position.CdcStopPosition;
import io.dmskit.position.CdcSupport;
import io.dmskit.settings.MigrationType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the section {@code cdc} against the migration's type and its source.
 *
 * <pre>{@code
 * cdc:
 *   start: 4AF/B00000D0                        # or a checkpoint, or a UTC time such as 2018-03-08T12:12:12
 *   stop: "server_time:2018-02-09T12:12:12"    # or commit_time:
 * }</pre>
 */
final class CdcReader {
    private static final String START = "start";
    private static final String STOP = "stop";

    private final Section section;
    private final Findings findings;

    private CdcReader(Section section) {
        this.section = section;
        this.findings = section.findings();
    }

    /** Returns what can be read; what cannot is a finding. */
    static Cdc read(
            Section file, Optional<MigrationType> type, Optional<EndpointDefinition> source, Capacity capacity) {
        return file.section("cdc")
                .map(section -> new CdcReader(section).read(type, source, capacity))
                .orElse(Cdc.NONE);
    }

    private Cdc read(Optional<MigrationType> type, Optional<EndpointDefinition> source, Capacity capacity) {
        section.allowOnly(List.of(START, STOP));
        Optional<CdcStart> start = value(START, MigrationReader.VALUE, CdcStart::parse);
        Optional<CdcStopPosition> stop = value(STOP, "L7", CdcStopPosition::parse);
        type.filter(found -> found == MigrationType.FULL_LOAD)
                .ifPresent(
                        loadOnly -> findings.error(
                                "L5",
                                section.node(),
                                "a full-load migration reads no changes: leave cdc out, or choose type full-load-and-cdc or cdc"));
        if (start.isPresent() && capacity instanceof Capacity.Serverless) {
            findings.error("L6", section.at(START), atStart(CdcSupport.refusalOfServerless(start.get())));
        } else if (start.isPresent() && source.isPresent()) {
            against(source.get(), start.get());
        }
        return new Cdc(start, stop);
    }

    private <T> Optional<T> value(String key, String code, Function<String, T> read) {
        Optional<String> text = section.text(key);
        try {
            return text.map(read);
        } catch (IllegalArgumentException e) {
            findings.error(code, section.at(key), section.path(key) + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private void against(EndpointDefinition source, CdcStart start) {
        CdcSupport.refusal(source.engine(), start)
                .ifPresent(reason -> findings.error("L6", section.at(START), atStart(reason)));
        CdcSupport.doubt(source.engine(), start, namesSlot(source))
                .ifPresent(reason -> findings.warning("L16", section.at(START), atStart(reason)));
    }

    private String atStart(String reason) {
        return section.path(START) + ": " + reason;
    }

    private static boolean namesSlot(EndpointDefinition source) {
        return source.settings().get(PostgreSQLSettings.SLOT_NAME).isPresent()
                || source.extraConnectionAttributes().keySet().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals("slotname"));
    }
}
