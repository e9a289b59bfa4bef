package io.dmskit.cloudformation;

import io.dmskit.document.InvalidDocumentException;
import io.dmskit.document.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudFormation template, as {@code cdk synth} writes it or as a person does.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Template anatomy</a>
 */
public final class Template {
    private final String file;
    private final SourceText text;
    private final Map<String, ObjectNode> parameters;
    private final List<ObjectNode.Member> generated;
    private final Map<String, Resource> resources = new LinkedHashMap<>();

    Template(String file, SourceText text, Map<String, ObjectNode> parameters, List<ObjectNode.Member> generated) {
        this.file = file;
        this.text = text;
        this.parameters = Map.copyOf(parameters);
        this.generated = List.copyOf(generated);
    }

    void add(Resource resource) {
        resources.put(resource.logicalId(), resource);
    }

    /**
     * Reads a template, JSON or YAML with CloudFormation's short tags.
     *
     * @param file its name in findings
     * @param text what is in it
     * @throws InvalidDocumentException if it is neither, or has no resources (CF001)
     */
    public static Template read(String file, String text) {
        return TemplateReader.read(file, text);
    }

    /** Returns the name of the file. */
    public String file() {
        return file;
    }

    /** Returns the resources by logical id, in the order of the template. */
    public Map<String, Resource> resources() {
        return Collections.unmodifiableMap(resources);
    }

    /** Returns what stands among the resources and makes some during the deployment: loops and macros. */
    List<ObjectNode.Member> generated() {
        return generated;
    }

    /** Returns the parameter of this name. */
    Optional<ObjectNode> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Returns the text it was read from. */
    SourceText text() {
        return text;
    }
}
