package io.eddy.model.tgn.serve;

import org.jspecify.annotations.Nullable;

/**
 * One event on its way through its visits: what the visits pass on to each other. Its vectors come
 * when the visits are computed, {@link TgnVisits#complete}, and do not change afterwards. Not
 * thread-safe.
 */
public final class Interaction {
  /** Age of a node at its first event. */
  public static final long UNSEEN = -1;

  private final String source;
  private final String destination;
  private final long timeMicros;
  private final float[] features;
  private float @Nullable [] sourceMemory;
  private float @Nullable [] sourceEmbedding;
  private float @Nullable [] destinationMemory;
  private float logit = Float.NaN;
  private long sourceAgeMicros = UNSEEN;
  private long destinationAgeMicros = UNSEEN;

  /**
   * An event before its first visit.
   *
   * @param features F edge features, not copied
   */
  public Interaction(String source, String destination, long timeMicros, float[] features) {
    this.source = source;
    this.destination = destination;
    this.timeMicros = timeMicros;
    this.features = features;
  }

  /** Source node. */
  public String source() {
    return source;
  }

  /** Destination node. */
  public String destination() {
    return destination;
  }

  /** Event time. */
  public long timeMicros() {
    return timeMicros;
  }

  /** F edge features; not to be changed. */
  public float[] features() {
    return features;
  }

  /** After offer: the source's memory before the event, D values; not to be changed. */
  public float[] sourceMemory() {
    return computed(sourceMemory, "the source's memory");
  }

  /** After offer: the source's embedding before the event, E values; not to be changed. */
  public float[] sourceEmbedding() {
    return computed(sourceEmbedding, "the source's embedding");
  }

  /** After settle: the destination's memory before the event, D values; not to be changed. */
  public float[] destinationMemory() {
    return computed(destinationMemory, "the destination's memory");
  }

  /** After settle: logit of the event. */
  public float logit() {
    if (Float.isNaN(logit)) {
      throw notComputed("the logit");
    }
    return logit;
  }

  /** After settle: probability of the event, the logistic function of its logit. */
  public double probability() {
    return 1 / (1 + Math.exp(-logit()));
  }

  /** After offer: microseconds since the source was last seen, {@value #UNSEEN} if never. */
  public long sourceAgeMicros() {
    return sourceAgeMicros;
  }

  /** After settle: microseconds since the destination was last seen, {@value #UNSEEN} if never. */
  public long destinationAgeMicros() {
    return destinationAgeMicros;
  }

  /** What the offer gave; arrays are not copied. */
  public void offered(float[] memory, float[] embedding, long ageMicros) {
    sourceMemory = memory;
    sourceEmbedding = embedding;
    sourceAgeMicros = ageMicros;
  }

  /** What settling gave; the array is not copied. */
  public void settled(float[] memory, long ageMicros) {
    destinationMemory = memory;
    destinationAgeMicros = ageMicros;
  }

  /**
   * The score.
   *
   * @throws IllegalStateException if it is not finite: a network like that must not go on
   */
  void scored(float value) {
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      throw new IllegalStateException(
          "the network's logit for the event '%s' → '%s' at %d µs is %s; the bundle's weights or the event's features are at fault"
              .formatted(source, destination, timeMicros, value));
    }
    logit = value;
  }

  private float[] computed(float @Nullable [] values, String what) {
    if (values == null) {
      throw notComputed(what);
    }
    return values;
  }

  private IllegalStateException notComputed(String what) {
    return new IllegalStateException(
        "%s of the event '%s' → '%s' is not computed yet; complete the visits first"
            .formatted(what, source, destination));
  }
}
