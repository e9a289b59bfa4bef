/**
 * The alarms of a migration in CloudWatch, made and armed at run time; {@link io.dmskit.monitoring.alarm.AlarmControl} is where to
 * begin. What alarms are like is defined in {@link io.dmskit.alarm}, for CDK and for these.
 */
@NullMarked
package io.dmskit.monitoring.alarm;

import org.jspecify.annotations.NullMarked;
