/** CloudFormation templates: what of DMS stands in them, held against Security Hub's controls and against what DMS refuses. */
@NullMarked
package io.dmskit.cloudformation;

import org.jspecify.annotations.NullMarked;
