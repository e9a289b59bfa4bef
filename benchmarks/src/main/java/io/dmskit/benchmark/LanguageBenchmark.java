package io.dmskit.benchmark;

import io.dmskit.catalog.Catalog;
import io.dmskit.document.Finding;
import io.dmskit.mapping.MappingPlan;
import io.dmskit.mapping.TableMappings;
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
 * machine adds. Everything runs in one thread of a JVM of its own with the serial collector. {@link LargeSource} makes source and
 * rules, the same each time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 15)
@Measurement(iterations = 15)
public class LanguageBenchmark {
    private static final int TABLES = 100_000;
    private static final int RULES = 1_000;
    private static final int BYTES = 2 * 1024 * 1024;

    private Catalog catalog = new Catalog(List.of());
    private TableMappings mappings = new TableMappings(List.of());
    private String document = "";

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

    /** Makes what is measured upon. */
    @Setup
    public void setUp() {
        LargeSource source = new LargeSource(TABLES);
        catalog = source.catalog();
        mappings = source.mappings(RULES);
        document = source.document(BYTES);
    }

    /** Plans 100,000 tables by 1,000 rules. */
    @Benchmark
    public MappingPlan plan() {
        return MappingPlan.of(mappings, catalog, Optional.empty());
    }

    /** Reads and lints 2 MB. */
    @Benchmark
    public List<Finding> readAndLint() {
        return TableMappings.lint("large.json", document);
    }
}
