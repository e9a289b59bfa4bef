package io.dmskit.cli;

import picocli.CommandLine.Command;

/** What has to do with alerts apart from watching. */
@Command(
        name = "alerts",
        description = "Tries the sinks of alerts, and shows what is open and what has not arrived.",
        mixinStandardHelpOptions = true,
        subcommands = {AlertsTestCommand.class, AlertsListCommand.class},
        footer = {
            "",
            "Examples:",
            "  dmskit alerts test alerts.yaml",
            "  dmskit alerts list",
            "",
            "A file of sinks:",
            "  sinks:",
            "    pager: { pagerduty: { routing-key: { env: ROUTING_KEY } }, from: page }",
            "    chat:  { webhook: { address: { secret: ops/chat } }, from: warn }",
            "    ops:   { sns: { topic: \"arn:aws:sns:eu-west-1:123456789012:ops\" } }",
            "    bus:   { event-bridge: { bus: default } }",
            "    hook:  { command: [/usr/local/bin/tell], timeout: 30s }",
            "    log:   { log: stderr }"
        })
final class AlertsCommand {}
