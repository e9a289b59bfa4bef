/** The samples of the documents, compiled and run. */
@NullMarked
package io.dmskit.docs;

import org.jspecify.annotations.NullMarked;
