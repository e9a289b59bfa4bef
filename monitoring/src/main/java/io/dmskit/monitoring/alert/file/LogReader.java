package io.dmskit.monitoring.alert.file;

import io.dmskit.document.ScalarNode;
import io.dmskit.document.Section;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a log: the word of a stream, or {@code { file: alerts.log, format: json }}. */
final class LogReader {
    private static final List<String> FORMS = SinksReader.words(SinkPlan.Form.values());
    private static final Map<String, Function<SinkEnvironment, PrintStream>> STREAMS =
            Map.of("stderr", SinkEnvironment::err, "stdout", SinkEnvironment::out);
    private static final List<String> STREAM_NAMES =
            STREAMS.keySet().stream().sorted().toList();

    private LogReader() {}

    /** Returns nothing if it is wrong: then findings say so. */
    static Optional<SinkPlan> read(Section sink, Path folder) {
        if (sink.node().get(SinksReader.TIMEOUT).isPresent()) {
            sink.findings()
                    .error(
                            SinksReader.VALUE,
                            sink.at(SinksReader.TIMEOUT),
                            sink.path(SinksReader.TIMEOUT) + " has no use: a log is written and not waited for");
        }
        if (sink.at(SinksReader.LOG) instanceof ScalarNode) {
            return stream(sink, SinksReader.LOG, SinkPlan.Form.TEXT);
        }
        return sink.section(SinksReader.LOG).flatMap(log -> detailed(log, folder));
    }

    private static Optional<SinkPlan> detailed(Section log, Path folder) {
        log.allowOnly(List.of("file", "stream", "format"));
        SinkPlan.Form form = log.text("format")
                .flatMap(word -> log.word("format", word, FORMS))
                .map(word -> SinkPlan.Form.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(SinkPlan.Form.TEXT);
        boolean hasFile = log.node().get("file").isPresent();
        if (hasFile == log.node().get("stream").isPresent()) {
            log.findings()
                    .error(
                            SinksReader.MISSING,
                            log.node(),
                            log.name() + " must have "
                                    + (hasFile ? "only one of file and stream" : "a file or a stream"));
            return Optional.empty();
        }
        return hasFile
                ? log.text("file").map(path -> new SinkPlan.FileLog(folder.resolve(path), form))
                : stream(log, "stream", form);
    }

    private static Optional<SinkPlan> stream(Section section, String key, SinkPlan.Form form) {
        return section.text(key)
                .flatMap(word -> section.word(key, word, STREAM_NAMES))
                .flatMap(word -> Optional.ofNullable(STREAMS.get(word)))
                .map(stream -> new SinkPlan.StreamLog(stream, form));
    }
}
