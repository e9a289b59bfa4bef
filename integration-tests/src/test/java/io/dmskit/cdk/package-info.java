/** Custom resources as they are deployed, against dmskit-local. */
@NullMarked
package io.dmskit.cdk;

import org.jspecify.annotations.NullMarked;
