package io.eddy.jobs.event;

import io.eddy.memory.card.CandidateCard;
import org.jspecify.annotations.Nullable;

/**
 * An event that both its nodes have taken in, with what they remembered before it.
 *
 * @param offer what the source remembered
 * @param before the destination's card
 * @param after the destination's memory right after the event; null where nothing ranks by memories
 */
@SuppressWarnings("ArrayRecordComponent") // Travels once an event; nobody compares two.
public record Settled(Offer offer, CandidateCard before, float @Nullable [] after) {}
