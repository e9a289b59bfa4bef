/**
 * Proposes table mappings and task settings for a live database. {@link io.dmskit.proposal.PostgresSurvey} asks the database,
 * {@link io.dmskit.proposal.Proposal} decides, and says why.
 */
@NullMarked
package io.dmskit.proposal;

import org.jspecify.annotations.NullMarked;
