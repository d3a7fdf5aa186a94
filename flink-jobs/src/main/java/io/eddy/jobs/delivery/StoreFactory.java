package io.eddy.jobs.delivery;

import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.FeatureStore;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.featurestore.push.FeastPushStore;
import io.eddy.jobs.featurestore.redis.RedisStore;
import io.eddy.jobs.featurestore.topic.TopicStore;
import java.util.EnumSet;
import java.util.Set;

/** Makes the stores that settings name. */
public final class StoreFactory {
  private StoreFactory() {}

  /** The kinds that the settings name, each once. */
  public static Set<StoreKind> kinds(Settings settings) {
    Set<StoreKind> kinds = EnumSet.noneOf(StoreKind.class);
    for (String word : settings.get(FeatureStoreOptions.STORES)) {
      kinds.add(StoreKind.of(word).orElseThrow());
    }
    return kinds;
  }

  /** A store of one kind, whether or not the settings name it; connects at each use. */
  public static FeatureStore open(StoreKind kind, Settings settings) {
    return switch (kind) {
      case PARQUET -> new ParquetStore(settings);
      case TOPIC -> new TopicStore(settings);
      case REDIS -> new RedisStore(settings);
      case FEAST_PUSH -> new FeastPushStore(settings);
    };
  }
}
