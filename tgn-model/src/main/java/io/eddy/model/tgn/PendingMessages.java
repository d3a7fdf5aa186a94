package io.eddy.model.tgn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Raw messages that wait to be taken in, in tensors; P of them for the first B memories of a table.
 *
 * @param own P × D, the receiver's memory at the event
 * @param other P × D, the other end's memory at the event
 * @param features P × F, null where edges have no features
 * @param elapsed P, seconds since the receiver's memory was updated
 * @param nodes for each message the row of its receiver, 0 to B − 1; messages of one receiver are
 *     next to each other
 * @param receivers B
 */
@SuppressWarnings("ArrayRecordComponent") // An index for one product; nobody compares it.
public record PendingMessages(
    NDArray own,
    NDArray other,
    @Nullable NDArray features,
    NDArray elapsed,
    int[] nodes,
    int receivers) {}
