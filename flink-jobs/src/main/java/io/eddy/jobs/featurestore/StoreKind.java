package io.eddy.jobs.featurestore;

import io.eddy.config.Option;
import io.eddy.schemas.topics.ConnectionOptions;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of feature stores, as configuration spells them. */
public enum StoreKind {
  /** Files for Feast's offline side and for whoever reads Parquet; the record of all snapshots. */
  PARQUET,
  /** The compacted embeddings topic. */
  TOPIC,
  /** Redis in the layout of Feast's online store. */
  REDIS,
  /** A Feast feature server, by HTTP. */
  FEAST_PUSH;

  /** Whether a store of this kind can tell which snapshot it got last. */
  public boolean remembers() {
    return this != FEAST_PUSH;
  }

  /** Key of the option that gives embeddings another place in a store of this kind. */
  public String placeKey() {
    return switch (this) {
      case PARQUET -> FeatureStoreOptions.PARQUET_DIR.key();
      case TOPIC -> ConnectionOptions.PREFIX.key();
      case REDIS, FEAST_PUSH -> FeatureStoreOptions.VIEW.key();
    };
  }

  /** The kind that is spelled so; empty if none is. */
  public static Optional<StoreKind> of(String text) {
    return Arrays.stream(values()).filter(kind -> Option.spelled(kind).equals(text)).findFirst();
  }
}
