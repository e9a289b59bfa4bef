package io.dmskit.cdk;

import io.dmskit.cloudformation.TemplateChecks;
import io.dmskit.cloudformation.TemplateFinding;
import io.dmskit.document.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awscdk.IPolicyValidationContext;
import software.amazon.awscdk.IPolicyValidationPlugin;
import software.amazon.awscdk.PolicyValidationPluginReport;
import software.amazon.awscdk.PolicyViolatingResource;
import software.amazon.awscdk.PolicyViolation;

/**
 * Holds the templates of an app against Security Hub's controls for DMS and against what DMS would refuse, when they are synthesised:
 * the rules of {@link TemplateChecks}, which {@code dmskit lint} uses too. A control that nobody decided against and an error fail the synthesis.
 *
 * <pre>{@code
 * Validations.of(app).addPlugins(new DmsChecks());
 * }</pre>
 *
 * <p>A control that was decided against is told with the reason, as metadata of the resource: {@code
 * {"dmskit": {"acknowledged": {"DMS.13": "a test system"}}}}.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/dms-controls.html">Security Hub controls for DMS</a>
 */
public final class DmsChecks implements IPolicyValidationPlugin {
    @Override
    public String getName() {
        return "dmskit";
    }

    /**
     * Checks the templates of an app.
     *
     * @throws UncheckedIOException if one cannot be read
     */
    @Override
    public PolicyValidationPluginReport validate(IPolicyValidationContext context) {
        List<PolicyViolation> violations = new ArrayList<>();
        for (String path : context.getTemplatePaths()) {
            TemplateChecks.check(path, read(path)).violations().stream()
                    .filter(DmsChecks::stops)
                    .map(finding -> violation(path, finding))
                    .forEach(violations::add);
        }
        return PolicyValidationPluginReport.builder()
                .success(violations.isEmpty())
                .violations(violations)
                .build();
    }

    /** A control that nobody decided against, or what DMS would refuse; what is only suspicious is for {@code dmskit lint}. */
    private static boolean stops(TemplateFinding finding) {
        return finding.control().isPresent() || finding.severity() == Severity.ERROR;
    }

    private static PolicyViolation violation(String path, TemplateFinding finding) {
        return PolicyViolation.builder()
                .ruleName(finding.code())
                .description(finding.describe())
                .fix(finding.advice())
                .severity(finding.severity().name().toLowerCase(Locale.ROOT))
                .violatingResources(List.of(PolicyViolatingResource.builder()
                        .resourceLogicalId(finding.logicalId())
                        .templatePath(path)
                        .locations(List.of(finding.pointer()))
                        .build()))
                .build();
    }

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("template " + path + " cannot be read", e);
        }
    }
}
