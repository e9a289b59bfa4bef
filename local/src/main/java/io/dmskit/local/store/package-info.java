/** What survives the process: JSON documents by kind and key, in one file. */
@NullMarked
package io.dmskit.local.store;

import org.jspecify.annotations.NullMarked;
