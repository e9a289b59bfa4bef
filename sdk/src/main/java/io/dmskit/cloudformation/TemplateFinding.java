package io.dmskit.cloudformation;

import io.dmskit.document.Finding;
import io.dmskit.document.Location;
import io.dmskit.document.Severity;
import java.util.Optional;

/**
 * Something wrong, suspicious or worth knowing in a template.
 *
 * @param code id of a control ({@code DMS.1}), code of a {@link TemplateRule} ({@code CF010}), or of a document inside the template
 *     ({@code TM014}, {@code X24})
 * @param severity an error is what DMS or CloudFormation refuses, or a critical control; an info is no violation
 * @param logicalId the resource; empty for the template as a whole
 * @param type the resource's type; empty for the template as a whole
 * @param constructPath path of the construct, if CDK wrote it down
 * @param property the property, such as {@code PubliclyAccessible} or {@code S3Settings.BucketName}; it may be missing in the
 *     template, and is empty for the resource as a whole
 * @param pointer JSON pointer to the property, or to the nearest thing around it; one into a document that is a string goes on
 *     inside that document
 * @param location file, line and column
 * @param message what is wrong, without a full stop
 * @param advice what to do; empty where the message says it
 */
public record TemplateFinding(
        String code,
        Severity severity,
        String logicalId,
        String type,
        Optional<String> constructPath,
        String property,
        String pointer,
        Location location,
        String message,
        String advice) {

    /** Returns whether it breaks a rule; what is only worth knowing, or cannot be known before the deployment, does not. */
    public boolean isViolation() {
        return severity != Severity.INFO;
    }

    /** Returns the control that it belongs to. */
    public Optional<SecurityControl> control() {
        return SecurityControl.of(code);
    }

    /** Returns message and advice in one line. */
    public String describe() {
        return (logicalId.isEmpty() ? "" : logicalId + ": ") + message + (advice.isEmpty() ? "" : ": " + advice);
    }

    /** Returns it as a finding of a document. */
    public Finding finding() {
        return new Finding(code, severity, pointer, location, describe());
    }

    @Override
    public String toString() {
        return finding().toString();
    }
}
