package io.dmskit.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every section and key there is, in the order in which the service returns them. */
final class Sections {
    /** Sections of settings. */
    static final Map<String, List<Setting<?>>> ALL = new LinkedHashMap<>();

    /** Sections, and keys of sections, that are carried along as JSON. */
    static final List<String> CARRIED = List.of(
            "TTSettings",
            "CharacterSetSettings",
            "BeforeImageSettings",
            "LoopbackPreventionSettings",
            "PostProcessingRules");

    /** Keys of {@link Logging} that are carried along as JSON. */
    static final Set<String> CARRIED_LOGGING = Set.of("LogComponents", "LogConfiguration");

    /** Keys that only the service sets. */
    static final Set<String> READ_ONLY = Set.of("Logging.CloudWatchLogGroup", "Logging.CloudWatchLogStream");

    /** The service writes this beside HistoryTimeslotInMinutes. */
    static final String TWIN = "ControlTablesSettings.historyTimeslotInMinutes";

    /** Keys of old API samples: accepted, without effect. */
    static final Set<String> LEGACY = Set.of(
            "FullLoadSettings.FullLoadEnabled",
            "FullLoadSettings.ResumeEnabled",
            "FullLoadSettings.ResumeMinTableSize",
            "FullLoadSettings.ResumeOnlyClusteredPKTables");

    /** Sections that the service leaves out of its documents until they are used. */
    static final Set<String> ONLY_WHEN_USED = Set.of("ValidationSettings", "ResyncSettings");

    static {
        ALL.put("TargetMetadata", TargetMetadata.ALL);
        ALL.put("FullLoadSettings", FullLoadSettings.ALL);
        ALL.put("Logging", Logging.ALL);
        ALL.put("ControlTablesSettings", ControlTablesSettings.ALL);
        ALL.put("StreamBufferSettings", StreamBufferSettings.ALL);
        ALL.put("ChangeProcessingTuning", ChangeProcessingTuning.ALL);
        ALL.put("ChangeProcessingDdlHandlingPolicy", ChangeProcessingDdlHandlingPolicy.ALL);
        ALL.put("ErrorBehavior", ErrorBehavior.ALL);
        ALL.put("ValidationSettings", ValidationSettings.ALL);
        ALL.put("ResyncSettings", ResyncSettings.ALL);
        ALL.put("", List.of(TaskSettings.FAIL_TASK_WHEN_CLEAN_TASK_RESOURCE_FAILED));
    }

    private Sections() {}

    /** Returns the words the document itself may hold. */
    static List<String> topLevel() {
        List<String> words = new ArrayList<>(ALL.keySet());
        words.remove("");
        words.addAll(CARRIED);
        ALL.getOrDefault("", List.of()).forEach(setting -> words.add(setting.key()));
        return words;
    }
}
