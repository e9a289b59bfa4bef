/** Real database servers for rehearsals and tests: started here, on loopback only, and gone without a trace afterwards. */
@NullMarked
package io.dmskit.local.database;

import org.jspecify.annotations.NullMarked;
