/**
 * Faults on demand, so that clients can be tested: each is one record, injected and cleared over {@code /_dmskit/faults} or from
 * Java. What happens to calls is decided here; what happens to resources is carried out by the control plane.
 */
@NullMarked
package io.dmskit.local.fault;

import org.jspecify.annotations.NullMarked;
