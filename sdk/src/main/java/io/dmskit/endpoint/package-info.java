/** Source and target definitions per engine, with secrets by reference only. */
@NullMarked
package io.dmskit.endpoint;

import org.jspecify.annotations.NullMarked;
