/** What is deployed: the app of {@code cdk.json} run as a user runs it, and what it deploys beside DMS itself. */
@NullMarked
package io.dmskit.cdk;

import org.jspecify.annotations.NullMarked;
