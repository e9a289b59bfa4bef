/**
 * One HTTP port that speaks AWS's protocols: which service and operation a request is for, codecs driven by the AWS SDK's own
 * model classes, faults. Knows nothing of what the operations do.
 */
@NullMarked
package io.dmskit.local.wire;

import org.jspecify.annotations.NullMarked;
