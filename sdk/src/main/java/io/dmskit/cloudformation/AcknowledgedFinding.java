package io.dmskit.cloudformation;

/**
 * A finding that somebody decided to live with.
 *
 * @param finding what was found
 * @param reason why that is all right, from the resource's metadata
 */
public record AcknowledgedFinding(TemplateFinding finding, String reason) {}
