package io.dmskit.local.engine.validate;

import io.dmskit.settings.TaskSettings;
import io.dmskit.settings.ValidationSettings;
import java.time.Duration;

/**
 * The validation settings that are followed.
 *
 * @param enabled EnableValidation
 * @param only ValidationOnly
 * @param threads ThreadCount
 * @param mostFailures FailureMaxCount: more failed records in the task end its validation
 * @param mostFailuresOfTable TableFailureMaxCount: so many failed records in a table end the table's validation
 * @param delay ValidationQueryCdcDelaySeconds: rest between changes and the comparison
 */
public record ValidationPolicy(
        boolean enabled, boolean only, int threads, int mostFailures, int mostFailuresOfTable, Duration delay) {
    /** Returns what the settings say. */
    public static ValidationPolicy of(TaskSettings settings) {
        boolean enabled = settings.get(ValidationSettings.ENABLE_VALIDATION);
        return new ValidationPolicy(
                enabled,
                enabled && settings.get(ValidationSettings.VALIDATION_ONLY),
                settings.get(ValidationSettings.THREAD_COUNT),
                settings.get(ValidationSettings.FAILURE_MAX_COUNT),
                Math.max(1, settings.get(ValidationSettings.TABLE_FAILURE_MAX_COUNT)),
                Duration.ofSeconds(settings.get(ValidationSettings.VALIDATION_QUERY_CDC_DELAY_SECONDS)));
    }
}
