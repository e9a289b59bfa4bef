package io.dmskit.settings;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Every section and key there is, in the order in which the service returns them. */
final class Sections {
    /** The settings of each section; nested sections stand after theirs, with a dot between; the document itself is "". */
    static final Map<String, List<Setting<?>>> ALL;

    /** Only ever seen as null: anything else is carried along. */
    static final String POST_PROCESSING = "PostProcessingRules";

    /** Keys that only the service sets. */
    static final Set<String> READ_ONLY = Set.of("Logging.CloudWatchLogGroup", "Logging.CloudWatchLogStream");

    /** The service writes this beside HistoryTimeslotInMinutes. */
    static final String TWIN = "ControlTablesSettings.historyTimeslotInMinutes";

    /** Keys of old API samples: accepted, without effect. */
    static final Set<String> LEGACY = Set.of(
            "FullLoadSettings.FullLoadEnabled",
            "FullLoadSettings.ApplyChangesEnabled",
            "FullLoadSettings.ResumeEnabled",
            "FullLoadSettings.ResumeMinTableSize",
            "FullLoadSettings.ResumeOnlyClusteredPKTables");

    /** Sections that the service returns as null until they are used. */
    static final Set<String> NULL_UNTIL_USED =
            Set.of("TTSettings", "CharacterSetSettings", "BeforeImageSettings", "LoopbackPreventionSettings");

    /** Sections that the service leaves out of its documents until they are used. */
    static final Set<String> LEFT_OUT_UNTIL_USED =
            Set.of("ValidationSettings", "ResyncSettings", "Logging.LogConfiguration");

    /** Flags that the guide calls strings and its sample writes as booleans: both are read. */
    static final Set<Setting<?>> FLAGS_OR_TEXTS =
            Set.of(TTSettings.ENABLE_DELETING_FROM_S3_ON_TASK_DELETE, TTSettings.ENABLE_RAW_DATA);

    private static final Map<String, Setting<?>> BY_PATH = new HashMap<>();
    private static final Map<String, List<String>> KEYS = new HashMap<>();

    static {
        Map<String, List<Setting<?>>> all = new LinkedHashMap<>();
        all.put("TargetMetadata", TargetMetadata.ALL);
        all.put("FullLoadSettings", FullLoadSettings.ALL);
        all.put("Logging", Logging.ALL);
        all.put("Logging.LogConfiguration", Logging.ALL_CONFIGURATION);
        all.put("ControlTablesSettings", ControlTablesSettings.ALL);
        all.put("StreamBufferSettings", StreamBufferSettings.ALL);
        all.put("ChangeProcessingTuning", ChangeProcessingTuning.ALL);
        all.put("ChangeProcessingDdlHandlingPolicy", ChangeProcessingDdlHandlingPolicy.ALL);
        all.put("ErrorBehavior", ErrorBehavior.ALL);
        all.put("ValidationSettings", ValidationSettings.ALL);
        all.put("ResyncSettings", ResyncSettings.ALL);
        all.put("TTSettings", TTSettings.ALL);
        all.put("TTSettings.TTS3Settings", TTSettings.ALL_S3);
        all.put("TTSettings.TTRecordSettings", TTSettings.ALL_RECORDS);
        all.put("CharacterSetSettings", CharacterSetSettings.ALL);
        all.put("CharacterSetSettings.CharacterSetSupport", CharacterSetSettings.ALL_SUPPORT);
        all.put("BeforeImageSettings", BeforeImageSettings.ALL);
        all.put("LoopbackPreventionSettings", LoopbackPreventionSettings.ALL);
        all.put("", List.of(TaskSettings.FAIL_TASK_WHEN_CLEAN_TASK_RESOURCE_FAILED));
        ALL = Collections.unmodifiableMap(all);
        settings().forEach(setting -> BY_PATH.put(setting.toString(), setting));
        ALL.keySet().forEach(section -> KEYS.put(section, keysOf(section)));
    }

    private Sections() {}

    /** Returns every setting there is. */
    static Stream<Setting<?>> settings() {
        return ALL.values().stream().flatMap(List::stream);
    }

    /** Returns the setting of this section and key. */
    static Optional<Setting<?>> setting(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** Returns the keys a section may hold: its settings and the sections inside it. */
    static List<String> keys(String section) {
        return KEYS.getOrDefault(section, List.of());
    }

    private static List<String> keysOf(String section) {
        Stream<String> settings = ALL.getOrDefault(section, List.of()).stream().map(Setting::key);
        Stream<String> nested = ALL.keySet().stream()
                .filter(path -> !path.isEmpty() && parent(path).equals(section))
                .map(path -> path.substring(path.lastIndexOf('.') + 1));
        return Stream.of(settings, nested, section.isEmpty() ? Stream.of(POST_PROCESSING) : Stream.<String>empty())
                .flatMap(keys -> keys)
                .toList();
    }

    /** Returns the path of a key. */
    static String path(String section, String key) {
        return section.isEmpty() ? key : section + "." + key;
    }

    /** Returns the section a path lies in. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
}
