package io.eddy.jobs.featurestore;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which snapshot it is. Stores keep it as their record of the newest snapshot they hold.
 *
 * @param id number of the tick; a later snapshot has a larger one
 * @param timeMicros event time up to which edges were included, microseconds since 1970
 * @param model name and version of the model that computed it
 * @param dimension components of each embedding
 * @param nodes how many nodes it has
 */
public record SnapshotInfo(long id, long timeMicros, String model, int dimension, int nodes) {
  private static final String ID = "id";
  private static final String TIME = "time_micros";
  private static final String MODEL = "model";
  private static final String DIMENSION = "dimension";
  private static final String NODES = "nodes";
  private static final long MICROS = 1_000_000L;

  /** A snapshot of which only the number is known. */
  public static SnapshotInfo unread(long id) {
    return new SnapshotInfo(id, 0, "", 0, 0);
  }

  /** The event time. */
  public Instant time() {
    return Instant.ofEpochSecond(
        Math.floorDiv(timeMicros, MICROS), Math.floorMod(timeMicros, MICROS) * 1_000L);
  }

  /** The same snapshot less the nodes that are not written. */
  public SnapshotInfo withNodes(int count) {
    return new SnapshotInfo(id, timeMicros, model, dimension, count);
  }

  /** As texts, for stores that keep names and values. */
  public Map<String, String> asMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(ID, Long.toString(id));
    map.put(TIME, Long.toString(timeMicros));
    map.put(MODEL, model);
    map.put(DIMENSION, Integer.toString(dimension));
    map.put(NODES, Integer.toString(nodes));
    return map;
  }

  /**
   * Reads what {@link #asMap} gave.
   *
   * @param where what holds the map, for the message
   * @throws FeatureStoreException if a value is missing or is no number
   */
  public static SnapshotInfo of(Map<String, String> map, String where) {
    try {
      return new SnapshotInfo(
          Long.parseLong(get(map, ID)),
          Long.parseLong(get(map, TIME)),
          get(map, MODEL),
          Integer.parseInt(get(map, DIMENSION)),
          Integer.parseInt(get(map, NODES)));
    } catch (IllegalArgumentException e) {
      throw new FeatureStoreException(
          "%s holds no record of a snapshot but %s: %s".formatted(where, map, e.getMessage()), e);
    }
  }

  private static String get(Map<String, String> map, String name) {
    String value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  @Override
  public String toString() {
    return "snapshot %d of %s (%d nodes, model %s)".formatted(id, time(), nodes, model);
  }
}
