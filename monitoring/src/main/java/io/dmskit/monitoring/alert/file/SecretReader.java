package io.dmskit.monitoring.alert.file;

import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import io.dmskit.document.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads where secrets are. */
final class SecretReader {
    /** A secret that was put into the place of a name is most often none, and must not be repeated as one. */
    private static final String VARIABLE = "[A-Za-z_][A-Za-z0-9_]*";

    private SecretReader() {}

    /**
     * Reads the secret under a key, which must be there. Returns nothing if it is wrong: then a finding says so, and holds nothing of it.
     *
     * @param folder what paths are relative to
     */
    static Optional<SecretReference> read(Section section, String key, Path folder) {
        Optional<Node> value = section.node().get(key);
        if (value.isEmpty()) {
            section.missing(key);
            return Optional.empty();
        }
        if (value.get() instanceof ObjectNode object) {
            Optional<SecretReference> reference = reference(object, folder);
            if (reference.isPresent()) {
                return reference;
            }
        }
        boolean writtenOut = value.get() instanceof ScalarNode;
        section.findings()
                .error(
                        SinksReader.SECRET,
                        value.get(),
                        section.path(key)
                                + (writtenOut
                                        ? " is written out, and a secret does not belong into a file"
                                        : " cannot be read")
                                + ": say where it is, as { env: NAME }, { file: PATH } or { secret: NAME } of Secrets Manager, which"
                                + " may have a key");
        return Optional.empty();
    }

    /** Keys are compared and not named, since one may be the secret itself. */
    private static Optional<SecretReference> reference(ObjectNode object, Path folder) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (ObjectNode.Member member : object.members()) {
            if (!(member.value() instanceof ScalarNode scalar)
                    || scalar.isNull()
                    || scalar.text().isBlank()
                    || texts.put(member.key(), scalar.text()) != null) {
                return Optional.empty();
            }
        }
        String key = Optional.ofNullable(texts.remove("key")).orElse("");
        if (texts.size() != 1) {
            return Optional.empty();
        }
        Map.Entry<String, String> only = texts.entrySet().iterator().next();
        return switch (only.getKey()) {
            case "env" ->
                key.isEmpty() && only.getValue().matches(VARIABLE)
                        ? Optional.of(new SecretReference.Variable(object, only.getValue()))
                        : Optional.empty();
            case "file" ->
                key.isEmpty()
                        ? Optional.of(new SecretReference.InFile(object, folder.resolve(only.getValue())))
                        : Optional.empty();
            case "secret" -> Optional.of(new SecretReference.Managed(object, only.getValue(), key));
            default -> Optional.empty();
        };
    }
}
