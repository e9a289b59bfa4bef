/** A real MariaDB for tests. */
@NullMarked
package io.dmskit.mariadb;

import org.jspecify.annotations.NullMarked;
