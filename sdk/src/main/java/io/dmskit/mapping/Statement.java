package io.dmskit.mapping;

import java.util.List;

/**
 * What {@link TableMappings#of} is made of: a subject and what is done with it. Begin with {@link io.dmskit.mapping.fluent.Mapping}.
 */
public interface Statement {
    /** Returns the rules it stands for, which have no rule-ids and names of their own yet. */
    List<Rule> rules();
}
