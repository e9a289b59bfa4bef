/** What a database holds: tables, columns, keys and types, as values; {@link io.dmskit.catalog.PostgresCatalog} reads them. */
@NullMarked
package io.dmskit.catalog;

import org.jspecify.annotations.NullMarked;
