/** Control of migrations' tasks: preflight, plan, apply, start, stop, resume, reload, status, logs, delete. */
@NullMarked
package io.dmskit.cli.control;

import org.jspecify.annotations.NullMarked;
