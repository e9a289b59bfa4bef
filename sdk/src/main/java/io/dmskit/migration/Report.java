package io.dmskit.migration;

import io.dmskit.document.Findings;
import io.dmskit.document.Node;
import io.dmskit.document.Severity;
import io.dmskit.mapping.Rule;
import io.dmskit.settings.Setting;
import java.util.Optional;

/** Says what does not go together where it stands in the documents; what stands nowhere is not said. */
final class Report {
    private final Surroundings surroundings;
    private final Findings mappings = new Findings();
    private final Findings settings = new Findings();

    Report(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void error(String code, Rule rule, String message) {
        place(rule).ifPresent(node -> mappings.error(code, node, message));
    }

    void warning(String code, Rule rule, String message) {
        place(rule).ifPresent(node -> mappings.warning(code, node, message));
    }

    void error(String code, Setting<?> setting, String message) {
        place(setting).ifPresent(node -> settings.error(code, node, message));
    }

    void warning(String code, Setting<?> setting, String message) {
        place(setting).ifPresent(node -> settings.warning(code, node, message));
    }

    void info(String code, Setting<?> setting, String message) {
        place(setting).ifPresent(node -> settings.info(code, node, message));
    }

    void say(Severity severity, String code, Setting<?> setting, String message) {
        switch (severity) {
            case ERROR -> error(code, setting, message);
            case WARNING -> warning(code, setting, message);
            case INFO -> info(code, setting, message);
        }
    }

    void say(Severity severity, String code, Rule rule, String message) {
        if (severity == Severity.ERROR) {
            error(code, rule, message);
        } else {
            warning(code, rule, message);
        }
    }

    /** Returns everything that was said, mappings first, each in document order. */
    Findings all() {
        Findings all = new Findings();
        all.addAll(mappings.inDocumentOrder());
        all.addAll(settings.inDocumentOrder());
        return all;
    }

    private Optional<Node> place(Rule rule) {
        return surroundings.mappings().map(document -> document.places().get(rule.id()));
    }

    private Optional<Node> place(Setting<?> setting) {
        return surroundings.settings().flatMap(document -> document.nearestPlace(setting));
    }
}
