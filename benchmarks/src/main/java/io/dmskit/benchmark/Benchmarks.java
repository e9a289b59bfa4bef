package io.dmskit.benchmark;

/** Starts a benchmark: {@code full-load [ROWS [ROUNDS]]}, {@code endpoint}, {@code task-page},
 * {@code many-tasks [TASKS [TABLES]]}, {@code monitor [TASKS [TABLES]]}, {@code language} or {@code synth [ROUNDS]}. */
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs the benchmark that the first word names. */
    public static void main(String[] args) throws Exception {
        switch (args.length == 0 ? "" : args[0]) {
            case "full-load" ->
                new FullLoadBenchmark(
                                args.length > 1 ? Long.parseLong(args[1]) : 5_000_000,
                                args.length > 2 ? Integer.parseInt(args[2]) : 3)
                        .run();
            case "task-page" -> new TaskPageBenchmark().run();
            case "many-tasks" ->
                new ManyTasksBenchmark(
                                args.length > 1 ? Integer.parseInt(args[1]) : 1_000,
                                args.length > 2 ? Integer.parseInt(args[2]) : 50)
                        .run();
            case "monitor" ->
                new MonitorBenchmark(
                                args.length > 1 ? Integer.parseInt(args[1]) : 1_000,
                                args.length > 2 ? Integer.parseInt(args[2]) : 50)
                        .run();
            case "endpoint" -> new EndpointBenchmark().run();
            case "language" -> LanguageBenchmark.run();
            case "synth" -> new SynthBenchmark(args.length > 1 ? Integer.parseInt(args[1]) : 5).run();
            default -> {
                System.err.println("usage: benchmarks/run full-load [ROWS [ROUNDS]] | endpoint | task-page"
                        + " | many-tasks [TASKS [TABLES]] | monitor [TASKS [TABLES]] | language | synth [ROUNDS]");
                System.exit(2);
            }
        }
    }
}
