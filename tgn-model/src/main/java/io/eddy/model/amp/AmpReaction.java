package io.eddy.model.amp;

/**
 * What one message did to a node.
 *
 * @param state the node afterwards
 * @param message what it has to say, M values; shared, not to be changed
 * @param energy what the wave has left
 * @param weight how much of the energy the node spent, in [0, 1]; 1 without a halting unit
 */
@SuppressWarnings("ArrayRecordComponent") // A value of one call; nobody compares reactions.
public record AmpReaction(AmpState state, float[] message, float energy, float weight) {}
