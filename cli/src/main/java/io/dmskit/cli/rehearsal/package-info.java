/** A whole migration on this machine: stand-in databases, dmskit-local, the task, the writers, the cutover, the proof. */
@NullMarked
package io.dmskit.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
