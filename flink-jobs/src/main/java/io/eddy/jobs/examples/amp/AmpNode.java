package io.eddy.jobs.examples.amp;

import io.eddy.model.amp.AmpState;
import java.util.List;

/**
 * A node of the graph. Immutable.
 *
 * @param neighbours to whom it speaks
 * @param state what it keeps between messages
 */
public record AmpNode(List<String> neighbours, AmpState state) {}
