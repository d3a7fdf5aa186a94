package io.eddy.schemas.topics;

import java.util.Map;

/** Eddy's topics. A topic's full name is the configured prefix, a dot and its suffix. */
public enum Topic {
  EDGES_RAW("edges.raw", false, "input as it came"),
  EDGES_DLQ("edges.dlq", false, "input that could not be taken, with the reason"),
  EDGES("edges", false, "checked, deduplicated edges, keyed by source"),
  EDGES_LATE("edges.late", false, "events behind the watermark, with how late they were"),
  INGEST_STATUS("ingest.status", true, "running totals of each ingest task"),
  LABELS("labels", false, "delayed truth about events and nodes"),
  SCORES("scores", false, "probability of each event"),
  LINK_PREDICTIONS("link-predictions", false, "ranked destinations for each event"),
  ALERTS("alerts", false, "scores over the threshold"),
  MEMORY("memory", true, "memory of each node"),
  EMBEDDINGS("embeddings", true, "embedding of each node"),
  MODELS("models", true, "releases of model bundles");

  /** Key of the timestamp type in {@link #config}. */
  public static final String TIMESTAMP_TYPE = "message.timestamp.type";

  /** Key of the largest record size in {@link #config}. */
  public static final String MAX_MESSAGE_BYTES = "max.message.bytes";

  /** Timestamps set by the broker when it appends a record. */
  public static final String APPEND_TIME = "LogAppendTime";

  /** Key and value bytes that an edge may have, so that whatever repeats it fits its topic too. */
  public static final int MAX_EDGE_BYTES = 1_000_000;

  /** Bytes that a dead letter may have beyond its raw record: the reason and the origin. */
  public static final int DEAD_LETTER_OVERHEAD_BYTES = 65_536;

  /** Kafka's own default. */
  private static final int USUAL_BYTES = 1_048_588;

  private static final int DEAD_LETTER_BYTES = 2_097_152;

  private final String suffix;
  private final boolean compacted;
  private final String content;

  Topic(String suffix, boolean compacted, String content) {
    this.suffix = suffix;
    this.compacted = compacted;
    this.content = content;
  }

  /** Full name under a prefix, for example {@code eddy.edges.raw}. */
  public String name(String prefix) {
    return prefix + "." + suffix;
  }

  /** Whether only the last value of each key is kept (cleanup policy compact instead of delete). */
  public boolean compacted() {
    return compacted;
  }

  /** Largest record that the topic takes, in bytes: a dead letter must hold any raw record. */
  public int maxMessageBytes() {
    return this == EDGES_DLQ ? DEAD_LETTER_BYTES : USUAL_BYTES;
  }

  /**
   * Kafka's topic settings to create it with. Timestamps are append times: event times travel
   * inside the records, and by them the broker would delete a replayed year at once.
   */
  public Map<String, String> config() {
    return Map.of(
        "cleanup.policy",
        compacted ? "compact" : "delete",
        TIMESTAMP_TYPE,
        APPEND_TIME,
        MAX_MESSAGE_BYTES,
        Integer.toString(maxMessageBytes()));
  }

  /** What the topic holds, in a few words. */
  public String content() {
    return content;
  }
}
