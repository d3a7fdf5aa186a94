package io.eddy.jobs.loop;

import java.io.IOException;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Estimates what an element takes on the heap from the serialized size of one in 16, as a moving
 * average. Which ones is random, so that no pattern in the elements hides the large ones.
 *
 * @param <T> an element
 */
final class SizeEstimate<T> {
  /** Twice the mean distance of two samples. */
  private static final int MOST_APART = 31;

  private static final long SEED = 7;

  /** Headers and references of a record, its strings and its place in the queue. */
  private static final double OVERHEAD = 120;

  /** A string of one byte a letter, or a boxed number, takes up to this much more as an object. */
  private static final double INFLATION = 1.5;

  private static final double WEIGHT = 0.25;

  private final Codec<T> codec;
  private final DataOutputSerializer scratch = new DataOutputSerializer(256);
  private final SplittableRandom random = new SplittableRandom(SEED);
  private int unseen;
  private double bytes = OVERHEAD;

  SizeEstimate(Codec<T> codec) {
    this.codec = codec;
  }

  void see(T element) throws IOException {
    if (unseen-- == 0) {
      unseen = random.nextInt(MOST_APART);
      scratch.clear();
      codec.write(element, scratch);
      double size = OVERHEAD + INFLATION * scratch.length();
      // Growth counts at once: the limit must hold when small elements are followed by large ones.
      bytes = size > bytes ? size : bytes + WEIGHT * (size - bytes);
    }
  }

  /** Estimated bytes of one element. */
  double bytes() {
    return bytes;
  }
}
