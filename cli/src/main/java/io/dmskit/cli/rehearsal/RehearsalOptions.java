package io.dmskit.cli.rehearsal;

import java.nio.file.Path;

/**
 * How a rehearsal is run.
 *
 * @param name what the user asked for: a template's name or a file
 * @param port preferred port of dmskit-local; another free one is taken when it is in use
 * @param output directory for the report and the journal of the cutover
 */
public record RehearsalOptions(String name, int port, Path output) {}
