package io.dmskit.cdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dmskit.OtherProgram;
import io.dmskit.local.DmskitLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;

/**
 * The custom resources of a stack as CloudFormation meets them: properties from the template that CDK writes, functions and
 * framework from the assets beside it, events one after the other.
 */
final class CustomResources {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STACK = "Bank";

    private final NodeClients node;
    private final DmskitLocal local;
    private final Path folder;
    private final Map<String, ObjectNode> before = new HashMap<>();
    private final Map<String, String> physicalIds = new HashMap<>();
    private Path assembly = Path.of("");
    private JsonNode template = JSON.createObjectNode();

    /** What a custom resource answered. */
    record Answer(String status, String reason, String physicalId, JsonNode data) {}

    /** Creates them; assemblies go into a folder beside Node's packages. */
    CustomResources(NodeClients node, DmskitLocal local, Path folder) {
        this.node = node;
        this.local = local;
        this.folder = folder;
    }

    /** Takes what a stack says from now on. */
    void synthesize(Consumer<Stack> content) throws IOException {
        assembly = Files.createTempDirectory(folder, "cdk.out");
        App app = new App(AppProps.builder().outdir(assembly.toString()).build());
        content.accept(new Stack(app, STACK));
        CloudAssembly synthesized = app.synth();
        template = JSON.readTree(Path.of(synthesized.getDirectory())
                .resolve(STACK + ".template.json")
                .toFile());
    }

    /** Returns the name of the stack, if the template puts it as this tag on a resource. */
    String stackNameOnTag(String type, String key) {
        for (JsonNode tag : resource(type).path("Properties").path("Tags")) {
            if (tag.path("Key").asText().equals(key)
                    && tag.path("Value").path("Ref").asText().equals("AWS::StackName")) {
                return STACK;
            }
        }
        throw new AssertionError(type + " has no tag " + key + " with the name of the stack");
    }

    /** Sends an event and returns what came back; references are filled in as CloudFormation does. */
    Answer send(String request, String type, Map<String, String> references) throws IOException, InterruptedException {
        ObjectNode properties = properties(type, references);
        ObjectNode event = JSON.createObjectNode()
                .put("RequestType", request)
                .put("ResponseURL", "https://cloudformation.example/answer")
                .put("StackId", "arn:aws:cloudformation:us-east-1:000000000000:stack/Bank/1")
                .put("RequestId", "request-1")
                .put("LogicalResourceId", "Resource")
                .put("ResourceType", type);
        event.set("ResourceProperties", properties);
        if (!request.equals("Create")) {
            event.put("PhysicalResourceId", physicalIds.get(type));
        }
        @Nullable ObjectNode old = before.put(type, properties);
        if (request.equals("Update")) {
            event.set("OldResourceProperties", old);
        }
        Answer answer = send(event, folderOf(type));
        // One that refuses an update keeps its id; the rollback that follows takes back the properties that it refused.
        if (request.equals("Create") || answer.status().equals("SUCCESS")) {
            physicalIds.put(type, answer.physicalId());
        }
        return answer;
    }

    /** Asks whether what an update began is complete, once; what the beginning answered is filled in. */
    JsonNode isComplete(String type, Map<String, String> references, ObjectNode begun)
            throws IOException, InterruptedException {
        ObjectNode event = begun.deepCopy().put("RequestType", "Update").put("ResourceType", type);
        event.set("ResourceProperties", properties(type, references));
        OtherProgram.Ended ended =
                node.run("call.mjs", event.toString(), environment(), asset(folderOf(type)), Path.of("isComplete"));
        if (ended.exitCode() != 0) {
            throw new AssertionError(ended.err());
        }
        return JSON.readTree(ended.lines().get(ended.lines().size() - 1));
    }

    private Answer send(ObjectNode event, String program) throws IOException, InterruptedException {
        OtherProgram.Ended ended = node.run(
                "provider-framework.mjs", event.toString(), environment(), asset("framework.js"), asset(program));
        if (ended.exitCode() != 0) {
            throw new AssertionError(ended.err());
        }
        JsonNode answer = JSON.readTree(ended.lines().get(ended.lines().size() - 1));
        return new Answer(
                answer.path("Status").asText(),
                answer.path("Reason").asText(),
                answer.path("PhysicalResourceId").asText(),
                answer.path("Data"));
    }

    private ObjectNode properties(String type, Map<String, String> references) {
        ObjectNode properties = resource(type).path("Properties").deepCopy();
        properties.put("ServiceToken", "token");
        references.forEach((name, value) -> {
            if (properties.has(name)) {
                properties.put(name, value);
            }
        });
        return properties;
    }

    private JsonNode resource(String type) {
        for (JsonNode resource : template.path("Resources")) {
            if (resource.path("Type").asText().equals(type)) {
                return resource;
            }
        }
        throw new AssertionError("the template has no " + type);
    }

    private static String folderOf(String type) {
        return type.equals("Custom::DmsCertificateTags") ? "index.mjs" : "patience.mjs";
    }

    /** Returns the asset that holds a file: the one with the fewest files, where several do. */
    private Path asset(String file) {
        try (Stream<Path> folders = Files.list(assembly)) {
            return folders.filter(asset -> Files.exists(asset.resolve(file)))
                    .min(Comparator.comparing(CustomResources::size))
                    .orElseThrow(() -> new AssertionError("no asset holds " + file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path asset) {
        try (Stream<Path> files = Files.list(asset)) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "AWS_ENDPOINT_URL_DATABASE_MIGRATION_SERVICE", local.endpoint().toString());
        environment.put("AWS_REGION", local.region());
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("POLL_MILLIS", "100");
        return environment;
    }
}
