package io.eddy.jobs.featurestore;

import io.eddy.config.Settings;

/**
 * What things are called in Feast, in the online store and in the files.
 *
 * @param project Feast's project
 * @param view the feature view
 * @param entity join key: the column of node ids
 * @param idType how node ids stand there
 * @param embedding feature that holds the vector
 */
public record FeatureNames(
    String project, String view, String entity, NodeIdType idType, String embedding) {
  /** Feature that holds the number of the snapshot. */
  public static final String SNAPSHOT_ID = "snapshot_id";

  /** Feature that holds name and version of the model. */
  public static final String MODEL_VERSION = "model_version";

  /** Column of event times in files and pushes. */
  public static final String EVENT_TIMESTAMP = "event_timestamp";

  /** The names that the settings give. */
  public static FeatureNames of(Settings settings) {
    return new FeatureNames(
        settings.get(FeatureStoreOptions.PROJECT),
        settings.get(FeatureStoreOptions.VIEW),
        settings.get(FeatureStoreOptions.ENTITY),
        settings.get(FeatureStoreOptions.ENTITY_TYPE),
        settings.get(FeatureStoreOptions.FEATURE));
  }
}
