package io.dmskit.localstack;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, published on the loopback interface. */
final class Container {
    private static final String REPOSITORY = "localstack/localstack";

    /** From the next version on the image asks for a token of an account. */
    private static final String LAST_WITHOUT_ACCOUNT = REPOSITORY + ":4.14.0";

    private static final int PORT = 4566;

    static {
        // That Docker does not answer is nothing to report as an error: there is another way.
        System.setProperty("org.slf4j.simpleLogger.log.org.testcontainers.dockerclient", "off");
    }

    private Container() {}

    /** Starts one and returns its endpoint, or nothing where Docker does not answer or cannot have the image. */
    static Optional<URI> start() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        String image =
                Optional.ofNullable(System.getenv("DMSKIT_LOCALSTACK_IMAGE")).orElse(LAST_WITHOUT_ACCOUNT);
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor(REPOSITORY))
                .withEnv(LocalStack.SETTINGS)
                .withCreateContainerCmdModifier(command -> command.getHostConfig()
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(PORT))));
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            container.stop();
            System.err.println("Docker answers, but not with " + image + "; LocalStack is taken from PyPI instead: "
                    + e.getMessage());
            return Optional.empty();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "localstack-shutdown"));
        return Optional.of(URI.create("http://127.0.0.1:" + container.getMappedPort(PORT)));
    }
}
