/**
 * The control plane of DMS: replication instances, endpoints and tasks with their states and transitions, faults, filters and
 * paging. What moves rows is {@link io.dmskit.local.engine}.
 */
@NullMarked
package io.dmskit.local.dms;

import org.jspecify.annotations.NullMarked;
