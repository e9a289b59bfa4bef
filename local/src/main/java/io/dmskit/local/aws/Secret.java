package io.dmskit.local.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** One secret with its versions. Used under the lock of {@link SecretsManager}. */
final class Secret {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    /** A value; never printed. */
    record Version(
            String id, @Nullable String text, @Nullable SdkBytes binary, Instant created) {
        @Override
        public String toString() {
            return "version " + id;
        }
    }

    final String name;
    final String arn;
    final Instant created;
    final @Nullable String description;
    final List<Tag> tags;
    Instant changed;

    @Nullable Instant deleted;

    private final Map<String, Version> byStage = new TreeMap<>();

    Secret(String name, String arn, @Nullable String description, List<Tag> tags, Instant created) {
        this.name = name;
        this.arn = arn;
        this.description = description;
        this.tags = List.copyOf(tags);
        this.created = created;
        this.changed = created;
    }

    /** Makes a value the current one; the one before stays as the previous one. */
    void put(Version version) {
        Version before = byStage.put(CURRENT, version);
        if (before != null && !before.id().equals(version.id())) {
            byStage.put(PREVIOUS, before);
        }
        changed = version.created();
    }

    Optional<Version> stage(String stage) {
        return Optional.ofNullable(byStage.get(stage));
    }

    Optional<Version> version(String id) {
        return byStage.values().stream()
                .filter(version -> version.id().equals(id))
                .findFirst();
    }

    List<String> stagesOf(Version version) {
        return byStage.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(version.id()))
                .map(Map.Entry::getKey)
                .toList();
    }

    Map<String, List<String>> stagesByVersion() {
        Map<String, List<String>> stages = new TreeMap<>();
        byStage.values().forEach(version -> stages.put(version.id(), stagesOf(version)));
        return stages;
    }
}
