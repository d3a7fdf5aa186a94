package io.eddy.cli.topics;

import io.eddy.schemas.topics.Topic;

/**
 * How many partitions and replicas topics are created with.
 *
 * @param partitions of every topic but those named otherwise
 * @param rawPartitions of the raw input
 * @param replication replicas of each partition, at most the number of brokers
 */
public record TopicLayout(int partitions, int rawPartitions, short replication) {
  /** One partition and one replica each: what a single broker and sequential results need. */
  public static final TopicLayout SINGLE = new TopicLayout(1, 1, (short) 1);

  /** Partitions of a topic. Topics that every reader reads whole always have one. */
  int partitionsOf(Topic topic) {
    return switch (topic) {
      case EDGES_RAW -> rawPartitions;
      case MODELS, INGEST_STATUS -> 1;
      default -> partitions;
    };
  }
}
