package io.dmskit.cutover;

/** Hears of a cutover as it happens, in the thread that runs it. */
public interface CutoverListener {
    /** Hears nothing. */
    CutoverListener SILENT = new CutoverListener() {};

    /** A state was entered. */
    default void entered(CutoverState state) {}

    /** A state was left, for better or worse. */
    default void left(CutoverStep step) {}
}
