package io.dmskit.endpoint;

/**
 * Something wrong with an endpoint.
 *
 * @param part which part of it: {@code engine}, {@code secret}, {@code service-access-role}, {@code tls}, {@code certificate},
 *     {@code settings} or {@code settings.Name}, {@code extra-connection-attributes} or {@code extra-connection-attributes.name}
 * @param isPassword whether a password stands where none may
 * @param text what is wrong, and what to do
 */
public record EndpointProblem(String part, boolean isPassword, String text) {
    EndpointProblem(String part, String text) {
        this(part, false, text);
    }
}
