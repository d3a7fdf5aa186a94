/**
 * Ranking: from scores to the best candidates and the rank of the true destination. A ranking of
 * one shard of the candidates is a {@link io.eddy.model.rank.PartialRanking}; those of all shards
 * merge to what one table of all candidates would have given.
 */
@NullMarked
package io.eddy.model.rank;

import org.jspecify.annotations.NullMarked;
