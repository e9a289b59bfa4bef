package io.dmskit;

/** A migration cannot be brought into the service: a resource failed, or exists already with another content. */
public final class ApplyException extends RuntimeException {
    private final ApplyStep.Resource resource;
    private final String identifier;

    /**
     * Creates the exception.
     *
     * @param resource the kind of resource at fault
     * @param identifier its name
     * @param problem what is wrong with it, and what to do
     */
    public ApplyException(ApplyStep.Resource resource, String identifier, String problem) {
        super(resource.word() + " " + identifier + " " + problem);
        this.resource = resource;
        this.identifier = identifier;
    }

    /** Returns the kind of resource at fault. */
    public ApplyStep.Resource resource() {
        return resource;
    }

    /** Returns the name of the resource at fault. */
    public String identifier() {
        return identifier;
    }
}
