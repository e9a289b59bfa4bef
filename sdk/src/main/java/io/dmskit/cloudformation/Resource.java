package io.dmskit.cloudformation;

import io.dmskit.document.Location;
import io.dmskit.document.Node;
import io.dmskit.document.ObjectNode;
import io.dmskit.document.ScalarNode;
import java.util.Optional;

/** A resource of a template. */
public final class Resource {
    private static final String PATH = "aws:cdk:path";

    private final String logicalId;
    private final String type;
    private final Location location;
    private final ObjectNode node;
    private final Template template;

    Resource(String logicalId, String type, Location location, ObjectNode node, Template template) {
        this.logicalId = logicalId;
        this.type = type;
        this.location = location;
        this.node = node;
        this.template = template;
    }

    /** Returns its name in the template. */
    public String logicalId() {
        return logicalId;
    }

    /** Returns its type, such as {@code AWS::DMS::Endpoint}. */
    public String type() {
        return type;
    }

    /** Returns where its logical id stands. */
    public Location location() {
        return location;
    }

    /** Returns the JSON pointer to it. */
    public String pointer() {
        return node.pointer();
    }

    /** Returns its properties as the template writes them, functions included. */
    public Optional<ObjectNode> properties() {
        return object(node, "Properties");
    }

    /** Returns its metadata. */
    public Optional<ObjectNode> metadata() {
        return object(node, "Metadata");
    }

    /** Returns the path of the construct that it was synthesized from, if CDK wrote it down. */
    public Optional<String> constructPath() {
        return metadata()
                .flatMap(metadata -> metadata.get(PATH))
                .filter(ScalarNode.class::isInstance)
                .map(path -> ((ScalarNode) path).text());
    }

    /** Returns what a property can be once the template is deployed; {@code ComputeConfig.MultiAZ} is one inside another. */
    Value value(String property) {
        Value value = properties().map(object -> Value.of(object)).orElse(Value.ABSENT);
        for (String key : property.split("\\.", -1)) {
            value = value.member(key, functions());
        }
        return value;
    }

    /** Returns where a property stands, or the nearest thing around it that is there. */
    Optional<Node> nearest(String property) {
        Optional<Node> place = properties().map(object -> object);
        for (String key : property.split("\\.", -1)) {
            Optional<Node> inside =
                    place.filter(ObjectNode.class::isInstance).flatMap(outer -> ((ObjectNode) outer).get(key));
            if (inside.isEmpty()) {
                return place;
            }
            place = inside;
        }
        return place;
    }

    /** Returns where exactly this property stands, if it is there. */
    Optional<Node> written(String property) {
        return nearest(property)
                .filter(found -> found.pointer().equals(pointer() + "/Properties/" + property.replace('.', '/')));
    }

    /** Returns whether this attribute, such as {@code DeletionPolicy}, says that CloudFormation leaves it alone. */
    boolean isRetainedBy(String policy) {
        return node.get(policy)
                .filter(ScalarNode.class::isInstance)
                .map(word -> ((ScalarNode) word).text())
                .filter(word -> word.equals("Retain") || word.equals("RetainExceptOnCreate"))
                .isPresent();
    }

    Functions functions() {
        return new Functions(template);
    }

    Template template() {
        return template;
    }

    private static Optional<ObjectNode> object(ObjectNode node, String key) {
        return node.get(key).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    @Override
    public String toString() {
        return type + " " + logicalId;
    }
}
