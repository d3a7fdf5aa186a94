package io.eddy.model.tgn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/**
 * Nodes whose embeddings are wanted at a time each, and what they see, in tensors. The memories
 * come from a table of rows; an index is a row.
 *
 * <p>For two layers the N rows are the queries and then, K for each, their neighbours, which are
 * asked at the query's time: N = Q·(1 + K). For one layer N = Q.
 *
 * @param queries Q
 * @param self N, row of the node
 * @param sinceUpdate N, seconds from the memory's update to the query
 * @param neighbours N·K, rows of the neighbours
 * @param elapsed N × K, seconds from the shared event to the query
 * @param features N × K × F, null where edges have no features
 * @param absent N × K, 0 or −10⁹ as in {@link io.eddy.model.tgn.block.Neighbourhood}
 * @param any N × 1, 1 or 0
 */
public record Queries(
    int queries,
    NDArray self,
    NDArray sinceUpdate,
    @Nullable NDArray neighbours,
    @Nullable NDArray elapsed,
    @Nullable NDArray features,
    @Nullable NDArray absent,
    @Nullable NDArray any) {}
