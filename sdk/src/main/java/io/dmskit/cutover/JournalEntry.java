package io.dmskit.cutover;

import java.time.Instant;

/**
 * One line of a journal.
 *
 * @param at when
 * @param state the state that was entered
 * @param detail what the state before came to; empty for the first
 */
public record JournalEntry(Instant at, CutoverState state, String detail) {}
