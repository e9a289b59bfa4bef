/** A real LocalStack for tests, and what is tested with it. */
@NullMarked
package io.dmskit.localstack;

import org.jspecify.annotations.NullMarked;
