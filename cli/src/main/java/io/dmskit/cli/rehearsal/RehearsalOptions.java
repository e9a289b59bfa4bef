package io.dmskit.cli.rehearsal;

import io.dmskit.local.wire.Forwarding;
import java.nio.file.Path;

/**
 * How a rehearsal is run.
 *
 * @param name what the user asked for: a template's name or a file
 * @param port preferred port of dmskit-local; another free one is taken when it is in use
 * @param output directory for the report and the journal of the cutover
 * @param forwarding which services another endpoint carries out
 */
public record RehearsalOptions(String name, int port, Path output, Forwarding forwarding) {}
