package io.dmskit.cloudformation;

import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.endpoint.Engine;
import java.util.Optional;

/** Passwords that stand in the template for everyone to read. Never says one. */
final class PasswordRules {
    private final Resource endpoint;
    private final Reporter reporter;

    PasswordRules(Resource endpoint, Reporter reporter) {
        this.endpoint = endpoint;
        this.reporter = reporter;
    }

    void run() {
        endpoint.properties().ifPresent(properties -> properties("", properties));
        Attributes.of(endpoint).known().forEach((name, value) -> {
            if (Engine.isPassword(name) && !value.isEmpty() && !value.startsWith(Functions.DYNAMIC)) {
                reporter.say(
                        TemplateRule.PASSWORD,
                        endpoint,
                        Attributes.PROPERTY,
                        Attributes.PROPERTY + " holds " + name + " in clear text");
            }
        });
    }

    private void properties(String prefix, ObjectNode object) {
        for (ObjectNode.Member member : object.members()) {
            String property = prefix + member.key();
            if (Engine.isPassword(member.key())) {
                Functions.branches(member.value()).forEach(branch -> password(property, branch));
            } else if (prefix.isEmpty()) {
                Functions.branches(member.value())
                        .filter(ObjectNode.class::isInstance)
                        .forEach(block -> properties(property + ".", (ObjectNode) block));
            }
        }
    }

    private void password(String property, Node node) {
        Optional<String> parameter = Functions.referred(node)
                .filter(name -> endpoint.template().parameter(name).isPresent());
        if (isClear(node)) {
            reporter.say(
                    TemplateRule.PASSWORD,
                    endpoint,
                    property,
                    property + " is in clear text"
                            + parameter
                                    .map(name -> ", as the default of parameter " + name)
                                    .orElse(""));
        } else if (parameter.filter(this::isShown).isPresent()) {
            reporter.say(
                    TemplateRule.SHOWN_PASSWORD,
                    endpoint,
                    property,
                    property + " is parameter " + parameter.get() + ", which has no NoEcho");
        }
    }

    private boolean isClear(Node node) {
        return endpoint.functions().value(node).texts().anyMatch(text -> !text.isBlank());
    }

    private boolean isShown(String parameter) {
        return endpoint.template()
                .parameter(parameter)
                .filter(found -> !Value.isTrue(found.get("NoEcho")))
                .isPresent();
    }
}
