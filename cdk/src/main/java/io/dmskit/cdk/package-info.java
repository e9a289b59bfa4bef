/**
 * AWS CDK constructs for AWS DMS. Everything secure is the default; what is less has to be said.
 *
 * <p>Constructs are made with {@code Builder.create(scope, id)}, like CDK's own. Table mappings, task settings and endpoint
 * definitions are the sdk's values, and its JSON. Not thread-safe, as nothing in CDK is.
 */
@NullMarked
package io.dmskit.cdk;

import org.jspecify.annotations.NullMarked;
