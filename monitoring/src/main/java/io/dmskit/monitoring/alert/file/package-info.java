/** The file that says who is told, and how its sinks are opened. It knows {@code alert}, which does not know it. */
@NullMarked
package io.dmskit.monitoring.alert.file;

import org.jspecify.annotations.NullMarked;
