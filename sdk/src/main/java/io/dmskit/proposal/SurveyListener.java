package io.dmskit.proposal;

/** Is told what is being asked of the source, before each question that may take long. */
@FunctionalInterface
public interface SurveyListener {
    /** A question begins, such as {@code largest values of sales.notes.body}. */
    void asking(String what);
}
