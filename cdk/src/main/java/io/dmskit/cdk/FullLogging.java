package io.dmskit.cdk;

import io.dmskit.settings.Logging;
import io.dmskit.settings.TaskSettings;
import software.amazon.awscdk.Annotations;
import software.constructs.Construct;

/** Settings that say nothing of logs get them: a task that fails without a log cannot be understood. */
final class FullLogging {
    private FullLogging() {}

    static TaskSettings of(Construct scope, TaskSettings settings) {
        boolean said = settings.differing().stream()
                .anyMatch(setting -> setting.section().equals("Logging"));
        if (said) {
            return settings;
        }
        if (!settings.equals(TaskSettings.DEFAULTS)) {
            Annotations.of(scope)
                    .addInfo(
                            "The task's log is turned on. Say Logging.EnableLogging in its settings, so that dmskit plan"
                                    + " sees the same.");
        }
        return settings.with(Logging.ENABLE_LOGGING, true);
    }
}
