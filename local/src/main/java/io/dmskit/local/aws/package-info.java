/** The neighbours of DMS that a migration needs: Secrets Manager and CloudWatch metrics. */
@NullMarked
package io.dmskit.local.aws;

import org.jspecify.annotations.NullMarked;
