package io.dmskit.cdk.app;

import io.dmskit.cloudformation.Resource;
import io.dmskit.cloudformation.Template;
import io.dmskit.document.Node;
import io.dmskit.document.ScalarNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a template would cost in a month if everything ran all of it: what is billed by the hour or by the piece. Traffic, requests,
 * logs and the databases themselves are not in it.
 *
 * @param lines what costs, in the order of the template
 * @param unknown what has no price in the table, or none before it runs
 */
record CostEstimate(List<Line> lines, List<String> unknown) {
    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final int LESS_STORAGE_INCLUDED = 50;
    private static final int STORAGE_INCLUDED = 100;

    /**
     * Something that costs.
     *
     * @param what the resource, and what of it
     * @param usd USD a month
     */
    record Line(String what, BigDecimal usd) {}

    static CostEstimate of(Template template, Prices prices) {
        CostEstimate estimate = new CostEstimate(new ArrayList<>(), new ArrayList<>());
        template.resources().values().forEach(resource -> estimate.add(resource, prices));
        return estimate;
    }

    /** Returns the sum, in whole USD. */
    BigDecimal total() {
        return lines.stream()
                .map(Line::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(0, RoundingMode.HALF_UP);
    }

    /** Returns the sum and what it is made of. */
    String describe() {
        String unpriced = unknown.isEmpty() ? "" : "; without a price: " + String.join(", ", unknown);
        return "about " + total() + " USD a month while everything runs (estimate; " + Prices.MARK
                + "), traffic, requests and"
                + " logs not counted: "
                + lines.stream()
                        .map(line -> line.what() + " " + line.usd().setScale(2, RoundingMode.HALF_UP))
                        .collect(Collectors.joining(", "))
                + unpriced;
    }

    private void add(Resource resource, Prices prices) {
        switch (resource.type()) {
            case "AWS::DMS::ReplicationInstance" -> instance(resource, prices);
            case "AWS::DMS::ReplicationConfig" ->
                unknown.add(resource.logicalId() + " (billed by the capacity it uses)");
            case "AWS::EC2::NatGateway" -> one(resource, "nat-gateway", prices);
            case "AWS::EC2::EIP" -> one(resource, "public-ipv4", prices);
            case "AWS::KMS::Key" -> one(resource, "kms-key", prices);
            case "AWS::CloudWatch::Alarm" -> one(resource, "alarm", prices);
            case "AWS::CloudWatch::CompositeAlarm" -> one(resource, "composite-alarm", prices);
            case "AWS::CloudWatch::Dashboard" -> one(resource, "dashboard", prices);
            default -> {} // billed by use, or not at all
        }
    }

    /** A standby doubles the instance and its storage; some storage comes with the instance. */
    private void instance(Resource resource, Prices prices) {
        String name = text(resource, "ReplicationInstanceClass").orElse("");
        boolean multiAz = text(resource, "MultiAZ").filter("true"::equals).isPresent();
        int included = name.startsWith("dms.t") ? LESS_STORAGE_INCLUDED : STORAGE_INCLUDED;
        int storage = text(resource, "AllocatedStorage").map(Integer::valueOf).orElse(included) - included;
        Optional<BigDecimal> price = prices.of(name);
        if (price.isEmpty()) {
            unknown.add(name.isEmpty() ? resource.logicalId() : name);
            return;
        }
        count(name + (multiAz ? " with standby" : ""), twice(multiAz, price.get()));
        if (storage > 0) {
            prices.of("dms-storage-gib")
                    .ifPresent(gib -> count(
                            storage + " GiB of storage", twice(multiAz, gib.multiply(BigDecimal.valueOf(storage)))));
        }
    }

    private static BigDecimal twice(boolean multiAz, BigDecimal usd) {
        return multiAz ? usd.multiply(TWO) : usd;
    }

    private void one(Resource resource, String what, Prices prices) {
        count(
                what,
                prices.of(what)
                        .orElseThrow(
                                () -> new IllegalStateException(what + " is not in the price table, for " + resource)));
    }

    /** Many of one kind are one line. */
    private void count(String what, BigDecimal usd) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).what().equals(what)) {
                lines.set(i, new Line(what, lines.get(i).usd().add(usd)));
                return;
            }
        }
        lines.add(new Line(what, usd));
    }

    private static Optional<String> text(Resource resource, String property) {
        Optional<Node> value = resource.properties().flatMap(properties -> properties.get(property));
        return value.filter(ScalarNode.class::isInstance).map(node -> ((ScalarNode) node).text());
    }
}
