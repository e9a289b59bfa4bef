package io.dmskit.mapping;

import java.util.List;

/**
 * What {@link TableMappings#of} is made of: a subject and what is done with it. Begin with {@link Mapping}.
 *
 * @see Mapping
 */
public sealed interface Statement permits Inclusion, NewRules, SplitColumn, TableLoad, RecordMapping, Tagging {
    /** Returns the rules it stands for, which have no rule-ids and names of their own yet. */
    List<Rule> rules();
}
