/** Table mappings written in Java, subject first: {@code table("crm", "accounts").include()}; what DMS forbids does not compile. */
@NullMarked
package io.dmskit.mapping.fluent;

import org.jspecify.annotations.NullMarked;
