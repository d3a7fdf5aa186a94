package io.eddy.jobs.event;

import io.eddy.memory.pair.PairHistory;
import io.eddy.memory.ranker.SourceView;
import org.jspecify.annotations.Nullable;

/**
 * What the source sends to the destination: the event and what the source remembers from before it.
 *
 * @param ref which event it is
 * @param history the source's pair history; read only
 * @param view what a learned ranker needs of the source; null where a rule ranks
 * @param clamped whether the event is behind the source's newest one and counts as of its time
 * @param neural the source's neural part; null where nodes have no neural memory
 */
public record Offer(
    EdgeRef ref,
    PairHistory history,
    @Nullable SourceView view,
    boolean clamped,
    @Nullable Neural neural)
    implements Visit {}
