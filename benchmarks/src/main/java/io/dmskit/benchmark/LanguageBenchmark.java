package io.dmskit.benchmark;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Finding;
import io.dmskit.mapping.TableMappings;
import io.dmskit.mapping.plan.MappingPlan;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long the table-mapping language takes on one core: a plan of 100,000 tables by 1,000 rules, and reading and linting a
 * document of 2 MB, the largest that DMS takes.
 *
 * <p>Read the median of the measured runs, each one shot after warm-up; the slowest shows what the garbage collector or a busy
 * machine adds. Everything runs in one thread of a JVM of its own with the serial collector and 1 GB. {@link LargeSource} makes source and
 * rules, the same each time.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g", "-Xmn600m"})
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class LanguageBenchmark {
    private static final int TABLES = 100_000;
    private static final int RULES = 1_000;
    private static final int BYTES = 2 * 1024 * 1024;

    /** A large source and its rules. */
    @State(Scope.Benchmark)
    public static class Source {
        private Catalog catalog = new Catalog(List.of());
        private TableMappings mappings = new TableMappings(List.of());

        /** Makes them. */
        @Setup
        public void setUp() {
            LargeSource source = new LargeSource(TABLES);
            catalog = source.catalog();
            mappings = source.mappings(RULES);
        }
    }

    /** A large document. */
    @State(Scope.Benchmark)
    public static class Document {
        private String text = "";

        /** Writes it. */
        @Setup
        public void setUp() {
            text = new LargeSource(TABLES).document(BYTES);
        }
    }

    /** Runs the benchmarks and prints the medians. */
    static void run() throws RunnerException {
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(LanguageBenchmark.class.getName())
                        .build())
                .run()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-14s median %,5.0f ms, slowest %,5.0f ms%n",
                    result.getPrimaryResult().getLabel(),
                    result.getPrimaryResult().getStatistics().getPercentile(50),
                    result.getPrimaryResult().getStatistics().getMax());
        }
    }

    /** Plans 100,000 tables by 1,000 rules. */
    @Benchmark
    public MappingPlan plan(Source source) {
        return MappingPlan.of(source.mappings, source.catalog, Optional.empty());
    }

    /** Reads and lints 2 MB. */
    @Benchmark
    public List<Finding> readAndLint(Document document) {
        return TableMappings.lint("large.json", document.text);
    }
}
