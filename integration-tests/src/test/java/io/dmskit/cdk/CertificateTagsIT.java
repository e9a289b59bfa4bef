package io.dmskit.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.dmskit.LocalAws;
import io.dmskit.cdk.CustomResources.Answer;
import io.dmskit.local.DmskitLocal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Tags;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.databasemigration.DatabaseMigrationClient;
import software.amazon.awssdk.services.databasemigration.model.Tag;

/** The function that tags certificates, with the properties that CDK writes and the framework that it deploys. */
class CertificateTagsIT {
    private static final String TYPE = "Custom::DmsCertificateTags";

    private DmskitLocal local;
    private DatabaseMigrationClient client;
    private CustomResources resources;

    @BeforeEach
    void start(@TempDir(factory = NodeClients.Beside.class) Path folder) throws Exception {
        local = DmskitLocal.start();
        client = LocalAws.client(local, DatabaseMigrationClient.builder());
        resources = new CustomResources(NodeClients.installed(), local, folder);
    }

    @AfterEach
    void stop() {
        client.close();
        local.close();
    }

    @Test
    void tagsArriveChangeAndGoWithoutTouchingOthers() throws Exception {
        String arn = imported("one");
        client.addTagsToResource(request -> request.resourceArn(arn)
                .tags(Tag.builder().key("other").value("by hand").build()));

        send("Create", arn, Map.of("cost-centre", "4711", "team", "data"));
        assertThat(tags(arn)).hasToString("{Name=Bank/Authority, cost-centre=4711, other=by hand, team=data}");

        send("Update", arn, Map.of("team", "platform"));
        assertThat(tags(arn)).hasToString("{Name=Bank/Authority, other=by hand, team=platform}");
    }

    @Test
    void aNewCertificateGetsTheTagsAndTheOldOneKeepsThem() throws Exception {
        String one = imported("one");
        String two = imported("two");

        Answer before = send("Create", one, Map.of("team", "data"));
        Answer after = send("Update", two, Map.of("team", "platform"));

        assertThat(after.physicalId()).as("so that the old one is deleted").isNotEqualTo(before.physicalId());
        assertThat(tags(one)).containsEntry("team", "data");
        assertThat(tags(two)).containsEntry("team", "platform");
        send("Delete", one, Map.of("team", "data"));
    }

    private Answer send(String request, String arn, Map<String, String> tags) throws Exception {
        resources.synthesize(stack -> {
            DmsCertificate certificate =
                    DmsCertificate.Builder.create(stack, "Authority").pem("pem").build();
            tags.forEach((key, value) -> Tags.of(certificate).add(key, value));
        });
        Answer answer = resources.send(request, TYPE, Map.of("CertificateArn", arn));
        assertThat(answer.status()).as(answer.reason()).isEqualTo("SUCCESS");
        return answer;
    }

    private String imported(String name) {
        return client.importCertificate(request ->
                        request.certificateIdentifier(name).certificateWallet(SdkBytes.fromUtf8String("wallet")))
                .certificate()
                .certificateArn();
    }

    private Map<String, String> tags(String arn) {
        Map<String, String> tags = new TreeMap<>();
        client.listTagsForResource(request -> request.resourceArn(arn))
                .tagList()
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        return tags;
    }
}
