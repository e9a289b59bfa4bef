package io.dmskit.local.engine;

import io.dmskit.settings.LogComponent;

/** Where a run says what it does, line by line, for whoever reads the task's log. No line holds a secret or a row. */
@FunctionalInterface
public interface RunLog {
    /** Says nothing. */
    RunLog SILENT = (component, level, text) -> {};

    /** The levels of DMS's lines. */
    enum Level {
        ERROR('E'),
        WARNING('W'),
        INFO('I'),
        DEBUG('D'),
        DETAILED('V');

        private final char letter;

        Level(char letter) {
            this.letter = letter;
        }

        /** Returns the letter that stands for it in a line. */
        public char letter() {
            return letter;
        }
    }

    /** Says something. */
    void write(LogComponent component, Level level, String text);
}
