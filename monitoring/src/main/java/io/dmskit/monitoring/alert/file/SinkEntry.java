package io.dmskit.monitoring.alert.file;

import io.dmskit.document.Node;
import io.dmskit.monitoring.judge.ConditionSeverity;

/**
 * One sink of a file.
 *
 * @param name its name
 * @param node where it stands
 * @param from how urgent an incident must be for it
 * @param plan what it is
 */
record SinkEntry(String name, Node node, ConditionSeverity from, SinkPlan plan) {}
