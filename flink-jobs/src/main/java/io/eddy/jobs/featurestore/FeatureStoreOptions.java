package io.eddy.jobs.featurestore;

import io.eddy.config.Option;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Options of the feature stores. */
public final class FeatureStoreOptions {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");
  private static final String EXPECTED_NAME =
      "expected a letter or _ and up to 99 letters, digits and _";

  public static final Option<List<String>> STORES =
      Option.words(
              "eddy.features.stores",
              "Where embeddings are written: parquet, topic, redis, feast-push. With parquet every"
                  + " snapshot is in a file first, from which the others catch up when they were"
                  + " gone; without it, snapshots that wait for a store are in memory only.")
          .check(
              words ->
                  !words.isEmpty() && words.stream().allMatch(w -> StoreKind.of(w).isPresent()),
              "expected at least one of parquet, topic, redis, feast-push")
          .defaultsTo("parquet,topic");

  public static final Option<String> PROJECT =
      name("eddy.features.project", "Project of the Feast repository; ends every key in Redis.")
          .defaultsTo("eddy");

  public static final Option<String> VIEW =
      name("eddy.features.view", "Feature view of the embeddings.").defaultsTo("node_embedding");

  public static final Option<String> FEATURE =
      name("eddy.features.feature", "Feature of the view that holds the embedding.")
          .defaultsTo("emb");

  public static final Option<String> ENTITY =
      name("eddy.features.entity", "Join key of Feast's entity: the column of node ids.")
          .defaultsTo("node_id");

  public static final Option<NodeIdType> ENTITY_TYPE =
      Option.oneOf(
              "eddy.features.entity-type",
              NodeIdType.class,
              "Value type of Feast's entity. With int64 every node id must be a number.")
          .defaultsTo("string");

  public static final Option<Duration> TTL =
      Option.duration(
              "eddy.features.ttl",
              "How long after it was written an entity stays in Redis. 0 ms: for ever. The time is"
                  + " the entity's, so all feature views of an entity should have the same.")
          .defaultsTo("0 ms");

  public static final Option<String> PARQUET_DIR =
      Option.string(
              "eddy.features.parquet.dir",
              "Folder of the Parquet files, one a snapshot, in a folder for each day of event"
                  + " time. On a file system with atomic renames. Empty: .eddy/features in the home"
                  + " folder.")
          .defaultsTo("");

  public static final Option<String> REDIS_URI =
      Option.string(
              "eddy.features.redis.uri",
              "Redis, as redis://[user:password@]host[:port][/database], rediss:// for TLS. One"
                  + " server, with replicas or without; not Redis Cluster, where no script can"
                  + " write to all keys at once.")
          .check(
              text -> text.startsWith("redis://") || text.startsWith("rediss://"),
              "expected redis://… or rediss://…")
          .defaultsTo("redis://localhost:6379");

  public static final Option<Duration> REDIS_TIMEOUT =
      Option.duration(
              "eddy.features.redis.timeout",
              "How long an answer of Redis may take; publishing a snapshot is one command that"
                  + " takes some microseconds a node.")
          .check(value -> value.toMillis() >= 100, "expected at least 100 ms")
          .defaultsTo("30 s");

  public static final Option<Integer> REDIS_BATCH =
      Option.integer("eddy.features.redis.batch", "Nodes sent to Redis with one command.")
          .check(value -> value >= 1 && value <= 100_000, "expected 1 to 100000")
          .defaultsTo("500");

  public static final Option<Integer> REDIS_IN_FLIGHT =
      Option.integer(
              "eddy.features.redis.in-flight",
              "Commands that may be on their way to Redis before their answers are waited for.")
          .check(value -> value >= 1 && value <= 1_000, "expected 1 to 1000")
          .defaultsTo("8");

  public static final Option<String> PUSH_URL =
      Option.string(
              "eddy.features.push.url",
              "Address of Feast's feature server. Pushes are not atomic: a reader may see part of a"
                  + " snapshot while it is pushed.")
          .check(text -> text.matches("https?://.+"), "expected an http:// or https:// address")
          .defaultsTo("http://localhost:6566");

  public static final Option<String> PUSH_SOURCE =
      name("eddy.features.push.source", "Push source of the Feast repository.")
          .defaultsTo("node_embedding_push");

  public static final Option<Integer> PENDING =
      Option.integer(
              "eddy.features.pending",
              "Snapshots that may wait in memory for a store that is gone, where there is no"
                  + " parquet store to catch up from; beyond that the oldest is dropped, which is"
                  + " reported.")
          .check(value -> value >= 1 && value <= 1_000, "expected 1 to 1000")
          .defaultsTo("4");

  public static final Option<Duration> RETRY =
      Option.duration(
              "eddy.features.retry",
              "Longest pause between two attempts to reach a store; pauses grow up to it.")
          .check(value -> !value.isZero(), "expected more than 0")
          .defaultsTo("5 s");

  public static final Option<Boolean> CHANGED_ONLY =
      Option.bool(
              "eddy.features.changed-only",
              "Whether the topic, Redis and Feast get only nodes whose embedding has changed since it"
                  + " was written last; takes memory for a copy of the embeddings a store. A node"
                  + " that would expire is written all the same. Parquet always has all nodes.")
          .defaultsTo("false");

  public static final Option<Double> CHANGED_TOLERANCE =
      Option.decimal(
              "eddy.features.changed-tolerance",
              "By how much a component must differ for a node to count as changed.")
          .check(value -> value >= 0 && value < 1e6, "expected 0 to 1000000")
          .defaultsTo("0");

  /** All of them. */
  public static final List<Option<?>> ALL =
      List.of(
          STORES,
          PROJECT,
          VIEW,
          FEATURE,
          ENTITY,
          ENTITY_TYPE,
          TTL,
          PARQUET_DIR,
          REDIS_URI,
          REDIS_TIMEOUT,
          REDIS_BATCH,
          REDIS_IN_FLIGHT,
          PUSH_URL,
          PUSH_SOURCE,
          PENDING,
          RETRY,
          CHANGED_ONLY,
          CHANGED_TOLERANCE);

  private FeatureStoreOptions() {}

  private static Option<String> name(String key, String description) {
    return Option.string(key, description)
        .check(text -> NAME.matcher(text).matches(), EXPECTED_NAME);
  }
}
