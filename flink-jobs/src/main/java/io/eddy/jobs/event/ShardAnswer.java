package io.eddy.jobs.event;

import io.eddy.model.rank.PartialRanking;

/**
 * One shard's part of the ranking for an event.
 *
 * @param ref which event it is
 * @param shards how many shards answer
 * @param ranking this shard's part; the whole ranking where there is one shard
 */
public record ShardAnswer(EdgeRef ref, int shards, PartialRanking ranking) {}
