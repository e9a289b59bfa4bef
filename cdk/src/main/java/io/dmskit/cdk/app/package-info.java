/** The app of {@code cdk.json}: deploys the migrations of files. */
@NullMarked
package io.dmskit.cdk.app;

import org.jspecify.annotations.NullMarked;
