package io.dmskit.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dmskit.local.DmskitLocal;
import io.dmskit.local.LocalClients;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

class SecretsManagerTest {
    private final DmskitLocal local = DmskitLocal.start();
    private final LocalClients clients = LocalClients.of(local.endpoint());
    private final SecretsManagerClient secrets = clients.secrets();

    @BeforeEach
    void createOne() {
        secrets.createSecret(secret -> secret.name("bank/legacy").secretString("{\"host\":\"h\"}"));
    }

    @AfterEach
    void close() {
        clients.close();
        local.close();
    }

    @Test
    void findsASecretByNameAndByArnWithAndWithoutSuffix() {
        String arn =
                secrets.describeSecret(secret -> secret.secretId("bank/legacy")).arn();

        assertThat(arn).matches("arn:aws:secretsmanager:us-east-1:000000000000:secret:bank/legacy-[A-Za-z0-9]{6}");
        assertThat(value("bank/legacy")).isEqualTo("{\"host\":\"h\"}");
        assertThat(value(arn)).isEqualTo("{\"host\":\"h\"}");
        assertThat(value(arn.substring(0, arn.length() - 7))).isEqualTo("{\"host\":\"h\"}");
    }

    @Test
    void saysAsAwsDoesThatThereIsNoSuchSecret() {
        assertThatThrownBy(() -> value("bank/none"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Secrets Manager can't find the specified secret.");
    }

    @Test
    void keepsTheValueBeforeTheCurrentOne() {
        secrets.putSecretValue(put -> put.secretId("bank/legacy").secretString("new"));

        assertThat(value("bank/legacy")).isEqualTo("new");
        assertThat(secrets.getSecretValue(get -> get.secretId("bank/legacy").versionStage("AWSPREVIOUS"))
                        .secretString())
                .isEqualTo("{\"host\":\"h\"}");
    }

    @Test
    void refusesASecondSecretOfTheSameName() {
        assertThatThrownBy(() -> secrets.createSecret(
                        secret -> secret.name("bank/legacy").secretString("other")))
                .isInstanceOf(ResourceExistsException.class)
                .hasMessageNotContaining("other");
    }

    @Test
    void keepsBytes() {
        SdkBytes bytes = SdkBytes.fromByteArray(new byte[] {1, 0, -1});

        secrets.createSecret(secret -> secret.name("binary").secretBinary(bytes));

        assertThat(secrets.getSecretValue(get -> get.secretId("binary")).secretBinary())
                .isEqualTo(bytes);
    }

    @Test
    void keepsADeletedSecretFromUseUntilItIsForced() {
        secrets.deleteSecret(secret -> secret.secretId("bank/legacy"));

        assertThatThrownBy(() -> value("bank/legacy"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("marked for deletion");
        assertThat(secrets.listSecrets().secretList()).isEmpty();
    }

    @Test
    void forgetsASecretWhoseDeletionIsForced() {
        secrets.deleteSecret(secret -> secret.secretId("bank/legacy").forceDeleteWithoutRecovery(true));

        secrets.createSecret(secret -> secret.name("bank/legacy").secretString("again"));

        assertThat(value("bank/legacy")).isEqualTo("again");
    }

    @Test
    void listsAllSecretsInPages() {
        IntStream.range(0, 25)
                .forEach(index ->
                        secrets.createSecret(secret -> secret.name("s" + index).secretString("x")));

        assertThat(secrets.listSecretsPaginator(list -> list.maxResults(10)).stream()
                        .flatMap(page -> page.secretList().stream()))
                .extracting(SecretListEntry::name)
                .hasSize(26)
                .doesNotHaveDuplicates();
    }

    private String value(String id) {
        return secrets.getSecretValue(get -> get.secretId(id)).secretString();
    }
}
