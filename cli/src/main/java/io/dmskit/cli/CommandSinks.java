package io.dmskit.cli;

import io.dmskit.cli.control.Aws;
import io.dmskit.monitoring.alert.file.SinkEnvironment;
import java.io.PrintStream;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** What sinks take from a command: its clients, and where it prints. */
record CommandSinks(Aws aws, Console console) implements SinkEnvironment {
    @Override
    public SnsClient sns(Region region) {
        return aws.sns(region);
    }

    @Override
    public EventBridgeClient eventBridge(Region region) {
        return aws.eventBridge(region);
    }

    @Override
    public EventBridgeClient eventBridge() {
        return aws.eventBridge();
    }

    @Override
    public SecretsManagerClient secrets() {
        return aws.secrets();
    }

    @Override
    public PrintStream out() {
        return console.out();
    }

    @Override
    public PrintStream err() {
        return console.err();
    }
}
