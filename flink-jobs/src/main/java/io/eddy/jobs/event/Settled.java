package io.eddy.jobs.event;

import io.eddy.memory.card.CandidateCard;

/**
 * An event that both its nodes have taken in, with what they remembered before it.
 *
 * @param offer what the source remembered
 * @param before the destination's card
 */
public record Settled(Offer offer, CandidateCard before) {}
