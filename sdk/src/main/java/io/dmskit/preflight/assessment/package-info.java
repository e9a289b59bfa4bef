/** DMS's own premigration assessments: started, awaited and read. */
@NullMarked
package io.dmskit.preflight.assessment;

import org.jspecify.annotations.NullMarked;
