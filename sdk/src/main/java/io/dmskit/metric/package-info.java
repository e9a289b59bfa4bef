/** DMS's CloudWatch metrics: exact names, units, statistics and dimensions. Knows no AWS client. */
@NullMarked
package io.dmskit.metric;

import org.jspecify.annotations.NullMarked;
