package io.eddy.model.tgn.engine;

/**
 * A stream of edges as columns, in order of time. Immutable as long as nobody writes to the arrays.
 *
 * @param src number of the source of each edge
 * @param dst number of the destination of each edge
 * @param timesMicros event time of each edge
 * @param features F numbers for each edge, one edge after the other
 * @param featureCount F, may be 0
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of a stream; nobody compares two.
public record EdgeColumns(
    int[] src, int[] dst, long[] timesMicros, float[] features, int featureCount) {

  /** Checks that the columns are of one length and times do not fall. */
  public EdgeColumns {
    int size = src.length;
    if (dst.length != size
        || timesMicros.length != size
        || features.length != (long) size * featureCount) {
      throw new IllegalArgumentException(
          "columns of %d sources, %d destinations, %d times and %d features of %d each"
              .formatted(size, dst.length, timesMicros.length, features.length, featureCount));
    }
    for (int i = 1; i < size; i++) {
      if (timesMicros[i] < timesMicros[i - 1]) {
        throw new IllegalArgumentException(
            "event %d of time %d us follows one of time %d us; sort the events by time"
                .formatted(i, timesMicros[i], timesMicros[i - 1]));
      }
    }
  }

  /** Number of edges. */
  public int size() {
    return src.length;
  }

  /** One more than the largest number of a node. */
  public int nodes() {
    int nodes = 0;
    for (int i = 0; i < size(); i++) {
      nodes = Math.max(nodes, Math.max(src[i], dst[i]) + 1);
    }
    return nodes;
  }
}
