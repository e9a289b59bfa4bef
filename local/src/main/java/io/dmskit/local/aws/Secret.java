package io.dmskit.local.aws;

import io.dmskit.local.store.Codec;
import io.dmskit.local.store.Documents;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** One secret with its versions. Used under the lock of {@link SecretsManager}. Its document holds the values as clear text. */
final class Secret {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";
    static final Codec<Secret> CODEC = codec(Documents.of(Document.class));

    /** A value; never printed. */
    record Version(
            String id, @Nullable String text, @Nullable SdkBytes binary, Instant created) {
        @Override
        public String toString() {
            return "version " + id;
        }
    }

    /** What is in the state file. */
    private record Document(
            String name,
            String arn,
            @Nullable String description,
            Map<String, String> tags,
            Instant created,
            Instant changed,
            @Nullable Instant deleted,
            Map<String, KeptVersion> versions) {
        @Override
        public String toString() {
            return "document of secret " + name;
        }
    }

    /** A value in the state file; bytes as Base64. */
    private record KeptVersion(
            String id, @Nullable String text, @Nullable String binary, Instant created) {
        static KeptVersion of(Version version) {
            String bytes = version.binary() == null
                    ? null
                    : Base64.getEncoder().encodeToString(version.binary().asByteArray());
            return new KeptVersion(version.id(), version.text(), bytes, version.created());
        }

        Version version() {
            SdkBytes bytes = binary == null
                    ? null
                    : SdkBytes.fromByteArray(Base64.getDecoder().decode(binary));
            return new Version(id, text, bytes, created);
        }

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

    private static Codec<Secret> codec(Codec<Document> documents) {
        return Codec.of(secret -> documents.write(secret.document()), text -> of(documents.read(text)));
    }

    private Document document() {
        Map<String, KeptVersion> versions = new TreeMap<>();
        byStage.forEach((stage, version) -> versions.put(stage, KeptVersion.of(version)));
        Map<String, String> labels = new LinkedHashMap<>();
        tags.forEach(tag -> labels.put(tag.key(), tag.value()));
        return new Document(name, arn, description, labels, created, changed, deleted, versions);
    }

    private static Secret of(Document document) {
        List<Tag> tags = document.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        Secret secret = new Secret(document.name(), document.arn(), document.description(), tags, document.created());
        document.versions().forEach((stage, version) -> secret.byStage.put(stage, version.version()));
        secret.changed = document.changed();
        secret.deleted = document.deleted();
        return secret;
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
