package io.eddy.schemas.topics;

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

  /** What the topic holds, in a few words. */
  public String content() {
    return content;
  }
}
