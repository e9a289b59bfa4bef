/** dmskit-local: AWS DMS on this machine, with the neighbours a migration needs. {@link io.dmskit.local.DmskitLocal} starts it. */
@NullMarked
package io.dmskit.local;

import org.jspecify.annotations.NullMarked;
