/** The app of {@code cdk.json}, run as a user runs it. */
@NullMarked
package io.dmskit.cdk;

import org.jspecify.annotations.NullMarked;
