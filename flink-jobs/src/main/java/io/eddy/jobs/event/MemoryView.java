package io.eddy.jobs.event;

import io.eddy.model.eddy.Mails;
import org.jspecify.annotations.Nullable;

/**
 * What ranking by memories needs of the nodes of an event.
 *
 * @param model with which the vectors were computed; its towers and decoder rank
 * @param embedding of the source before the event, E numbers; shared, not to be changed
 * @param mails of the source before the event
 * @param after the destination's memory right after the event, D numbers; null for a shard that
 *     does not hold the destination
 */
@SuppressWarnings("ArrayRecordComponent") // Travels once an event; nobody compares two.
public record MemoryView(Release model, float[] embedding, Mails mails, float @Nullable [] after) {}
