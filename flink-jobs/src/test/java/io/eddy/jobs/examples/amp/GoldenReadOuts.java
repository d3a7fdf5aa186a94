package io.eddy.jobs.examples.amp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.jobs.examples.amp.AmpReadOut.Cause;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares read-outs, in the order in which they were emitted, with what the reference computed.
 */
final class GoldenReadOuts {
  /** So many hops that no golden wave is cut before the reference stops. */
  static final int HOPS = 7;

  private static final float TOLERANCE = 1e-5f;

  private GoldenReadOuts() {}

  /** Takes the first read-outs up to the reference's limit of messages. */
  static void check(AmpGolden.Run run, List<AmpReadOut> readOuts) {
    Map<String, List<Float>> last = new HashMap<>();
    int counted = 0;
    for (AmpReadOut readOut : readOuts) {
      boolean counts =
          readOut.cause() == Cause.HEARD
              || (readOut.cause() == Cause.DROPPED && run.countsDropped());
      if (counts && counted == run.limit()) {
        break;
      }
      counted += counts ? 1 : 0;
      last.put(readOut.node(), readOut.logProbabilities());
    }
    // Fewer are right only where every node has spent its energy, before the hops ran out.
    if (run.model().cell().halt() == null) {
      assertThat(counted).as("messages of %s", run).isEqualTo(run.limit());
    }
    assertThat(last).hasSize(run.expected().size());
    for (int v = 0; v < run.expected().size(); v++) {
      List<Float> expected = run.expected().get(v);
      List<Float> actual = last.get(AmpGolden.name(v));
      assertThat(actual).hasSize(expected.size());
      for (int c = 0; c < expected.size(); c++) {
        assertThat(actual.get(c))
            .as("class %d of node %d, %s", c, v, run)
            .isCloseTo(expected.get(c), within(TOLERANCE));
      }
    }
  }
}
