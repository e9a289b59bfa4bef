/** What a migration came to, as one page that can be kept and sent. */
@NullMarked
package io.dmskit.monitoring.report;

import org.jspecify.annotations.NullMarked;
