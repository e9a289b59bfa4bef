package io.dmskit.local.aws;

import io.dmskit.local.store.Ledger;
import io.dmskit.local.store.Shelf;
import io.dmskit.local.store.Store;
import io.dmskit.local.wire.Fault;
import io.dmskit.local.wire.Service;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Secrets Manager as far as migrations need it: secrets with a current and a previous value, found by name, ARN or ARN without
 * its suffix. Values are as durable as the store they are kept in, as clear text. Thread-safe.
 */
public final class SecretsManager implements SecretTexts {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SUFFIX_LENGTH = 6;
    private static final int PAGE = 100;
    private static final Duration RECOVERY_WINDOW = Duration.ofDays(30);

    private final String arnPrefix;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Ledger ledger;
    private final Shelf<Secret> shelf;
    private final TreeMap<String, Secret> byName;

    /** Creates one with the secrets that the store holds, for this region and account. */
    public SecretsManager(String region, String account, InstantSource clock, Store store) {
        this.arnPrefix = "arn:aws:secretsmanager:" + region + ":" + account + ":secret:";
        this.clock = clock;
        this.ledger = new Ledger(store);
        this.shelf = ledger.shelf("secret", Secret.CODEC);
        this.byName = new TreeMap<>(shelf.kept());
    }

    private void keep(Secret secret) {
        byName.put(secret.name, secret);
        shelf.put(secret.name, secret);
        ledger.commit();
    }

    private void remove(Secret secret) {
        byName.remove(secret.name);
        shelf.remove(secret.name);
        ledger.commit();
    }

    /** Returns its operations. */
    public Service service() {
        return new Service("Secrets Manager", "secretsmanager")
                .on("CreateSecret", CreateSecretRequest::builder, this::create)
                .on("GetSecretValue", GetSecretValueRequest::builder, this::value)
                .on("PutSecretValue", PutSecretValueRequest::builder, this::put)
                .on("DescribeSecret", DescribeSecretRequest::builder, this::describe)
                .on("ListSecrets", ListSecretsRequest::builder, this::list)
                .on("DeleteSecret", DeleteSecretRequest::builder, this::delete);
    }

    @Override
    public synchronized String text(String nameOrArn) {
        return Optional.ofNullable(valueOf(usable(nameOrArn), null, null).text())
                .orElseThrow(() -> new Fault("InvalidRequestException", "the secret holds bytes, not text"));
    }

    private synchronized CreateSecretResponse create(CreateSecretRequest request) {
        String name = name(request.name());
        Secret taken = byName.get(name);
        if (taken != null) {
            return again(taken, request);
        }
        Secret secret = new Secret(
                name, arnPrefix + name + "-" + suffix(), request.description(), request.tags(), clock.instant());
        if (request.secretString() != null || request.secretBinary() != null) {
            secret.put(version(request.clientRequestToken(), request.secretString(), request.secretBinary()));
        }
        keep(secret);
        return created(secret);
    }

    /** A request repeated with the same token, as SDKs do after a lost answer, gets the same answer. */
    private static CreateSecretResponse again(Secret secret, CreateSecretRequest request) {
        boolean repeated = secret.deleted == null
                && secret.stage(Secret.CURRENT)
                        .filter(version -> version.id().equals(request.clientRequestToken())
                                && Objects.equals(version.text(), request.secretString())
                                && Objects.equals(version.binary(), request.secretBinary()))
                        .isPresent();
        if (!repeated) {
            throw secret.deleted == null
                    ? new Fault(
                            "ResourceExistsException",
                            "The operation failed because the secret " + secret.name + " already exists.")
                    : new Fault(
                            "InvalidRequestException",
                            "You can't create this secret because a secret with this name is already scheduled for"
                                    + " deletion.");
        }
        return created(secret);
    }

    private static CreateSecretResponse created(Secret secret) {
        return CreateSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(secret.stage(Secret.CURRENT).map(Secret.Version::id).orElse(null))
                .build();
    }

    private synchronized GetSecretValueResponse value(GetSecretValueRequest request) {
        Secret secret = usable(request.secretId());
        Secret.Version version = valueOf(secret, request.versionId(), request.versionStage());
        return GetSecretValueResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(version.id())
                .versionStages(secret.stagesOf(version))
                .secretString(version.text())
                .secretBinary(version.binary())
                .createdDate(version.created())
                .build();
    }

    private synchronized PutSecretValueResponse put(PutSecretValueRequest request) {
        Secret secret = usable(request.secretId());
        if ((request.secretString() == null) == (request.secretBinary() == null)) {
            throw new Fault("InvalidRequestException", "You must provide either SecretString or SecretBinary.");
        }
        Secret.Version version = version(request.clientRequestToken(), request.secretString(), request.secretBinary());
        secret.put(version);
        keep(secret);
        return PutSecretValueResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .versionId(version.id())
                .versionStages(secret.stagesOf(version))
                .build();
    }

    private synchronized DescribeSecretResponse describe(DescribeSecretRequest request) {
        Secret secret = find(request.secretId());
        return DescribeSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .description(secret.description)
                .createdDate(secret.created)
                .lastChangedDate(secret.changed)
                .deletedDate(secret.deleted)
                .tags(secret.tags)
                .versionIdsToStages(secret.stagesByVersion())
                .build();
    }

    private synchronized ListSecretsResponse list(ListSecretsRequest request) {
        int size = Math.min(PAGE, request.maxResults() == null ? PAGE : request.maxResults());
        List<Secret> rest = (request.nextToken() == null ? byName : byName.tailMap(request.nextToken(), false))
                .values().stream()
                        .filter(secret ->
                                secret.deleted == null || Boolean.TRUE.equals(request.includePlannedDeletion()))
                        .filter(secret -> SecretFilters.pass(secret, request.filters()))
                        .toList();
        List<Secret> page = rest.subList(0, Math.min(size, rest.size()));
        return ListSecretsResponse.builder()
                .secretList(page.stream().map(SecretsManager::entry).toList())
                .nextToken(page.size() < rest.size() ? page.get(page.size() - 1).name : null)
                .build();
    }

    private static SecretListEntry entry(Secret secret) {
        return SecretListEntry.builder()
                .arn(secret.arn)
                .name(secret.name)
                .description(secret.description)
                .createdDate(secret.created)
                .lastChangedDate(secret.changed)
                .deletedDate(secret.deleted)
                .tags(secret.tags)
                .secretVersionsToStages(secret.stagesByVersion())
                .build();
    }

    private synchronized DeleteSecretResponse delete(DeleteSecretRequest request) {
        Secret secret = usable(request.secretId());
        boolean forced = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
        Duration window = request.recoveryWindowInDays() == null
                ? RECOVERY_WINDOW
                : Duration.ofDays(request.recoveryWindowInDays());
        secret.deleted = forced ? clock.instant() : clock.instant().plus(window);
        if (forced) {
            remove(secret);
        } else {
            keep(secret);
        }
        return DeleteSecretResponse.builder()
                .arn(secret.arn)
                .name(secret.name)
                .deletionDate(secret.deleted)
                .build();
    }

    private Secret usable(@Nullable String id) {
        Secret secret = find(id);
        if (secret.deleted != null) {
            throw new Fault(
                    "InvalidRequestException",
                    "You can't perform this operation on the secret because it was marked for deletion.");
        }
        return secret;
    }

    private Secret find(@Nullable String id) {
        String asked = name(id);
        return Optional.ofNullable(byName.get(asked))
                .or(() -> byName.values().stream()
                        .filter(secret -> secret.arn.equals(asked) || (arnPrefix + secret.name).equals(asked))
                        .findFirst())
                .orElseThrow(() ->
                        new Fault("ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
    }

    private static Secret.Version valueOf(Secret secret, @Nullable String versionId, @Nullable String stage) {
        String wanted = stage == null ? Secret.CURRENT : stage;
        return (versionId == null ? secret.stage(wanted) : secret.version(versionId))
                .orElseThrow(() -> new Fault(
                        "ResourceNotFoundException",
                        "Secrets Manager can't find the specified secret value for "
                                + (versionId == null ? "staging label: " + wanted : "VersionId: " + versionId)));
    }

    private Secret.Version version(@Nullable String token, @Nullable String text, @Nullable SdkBytes binary) {
        return new Secret.Version(token == null ? UUID.randomUUID().toString() : token, text, binary, clock.instant());
    }

    /** Names have 1 to 512 letters, digits and {@code /_+=.@-}; ARNs add the colon. */
    private static String name(@Nullable String name) {
        if (name == null || !name.matches("[A-Za-z0-9/_+=.@:-]{1,2048}")) {
            throw new Fault(
                    "ValidationException",
                    "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following:"
                            + " -/_+=.@");
        }
        return name;
    }

    private String suffix() {
        return random.ints(SUFFIX_LENGTH, 0, LETTERS.length())
                .mapToObj(index -> LETTERS.substring(index, index + 1))
                .collect(Collectors.joining());
    }
}
