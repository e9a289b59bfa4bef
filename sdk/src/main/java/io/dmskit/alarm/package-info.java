/**
 * The alarms of a migration as values: what is watched, from which value on somebody is told, and how soon. Whoever makes alarms
 * renders these. Knows no AWS client.
 */
@NullMarked
package io.dmskit.alarm;

import org.jspecify.annotations.NullMarked;
