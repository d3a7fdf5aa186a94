package io.eddy.jobs.featurestore;

/** How node ids stand in feature stores; on the wire they are texts. */
public enum NodeIdType {
  /** As texts. */
  STRING,
  /** As 64-bit numbers, for feature repositories whose entity is one. */
  INT64;

  /**
   * The number that a node id is.
   *
   * @throws FeatureStoreException if it is none
   */
  public static long number(String node) {
    try {
      return Long.parseLong(node);
    } catch (NumberFormatException e) {
      throw new FeatureStoreException(
          "node id '%s' is no 64-bit number; set %s: string"
              .formatted(node, FeatureStoreOptions.ENTITY_TYPE.key()),
          e);
    }
  }
}
