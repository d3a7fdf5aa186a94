package io.eddy.model.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceView;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankerEngineTest {
  private static final long MINUTE = 60_000_000L;

  private final RankerEngine engine = new RankerEngine(RankerSettings.wikipedia());

  @Test
  void aQuerySeesWhatWasAppliedBeforeIt() {
    engine.addCandidate("p");
    assertThat(feature("u", "p", 0, "pair.known")).isZero();
    assertThat(feature("u", "p", 0, "dst.seen")).isZero();

    engine.apply("u", "p", 0);

    assertThat(feature("u", "p", MINUTE, "pair.known")).isEqualTo(1);
    assertThat(feature("other", "p", MINUTE, "pair.known")).isZero();
    assertThat(feature("other", "p", MINUTE, "dst.seen")).isEqualTo(1);
  }

  @Test
  void timeGoesOnWhileTheStateIsFrozen() {
    engine.apply("u", "p", 0);
    engine.apply("u", "p", MINUTE);

    assertThat(feature("u", "p", 2 * MINUTE, "pair.logGap"))
        .isEqualTo((float) Math.log1p(60), offset());
    assertThat(feature("u", "p", 11 * MINUTE, "pair.logGap"))
        .isEqualTo((float) Math.log1p(600), offset());
    assertThat(feature("u", "p", 11 * MINUTE, "pair.logCount"))
        .isEqualTo(feature("u", "p", 2 * MINUTE, "pair.logCount"));
  }

  @Test
  void aDestinationIsACandidateFromItsFirstEvent() {
    engine.apply("u", "p", 0);

    assertThat(engine.candidates().size()).isEqualTo(1);
    assertThat(engine.candidates().indexOf("p")).isZero();
  }

  /** A frozen batch is applied after its queries, which therefore may come in any order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void queriesOfABatchDoNotSeeEachOther(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      engine.apply("u" + random.nextInt(9), "p" + random.nextInt(20), i * MINUTE);
    }
    float[] first = rows("u1", 400 * MINUTE);
    rows("u2", 500 * MINUTE);
    rows("u1", 600 * MINUTE);

    assertThat(rows("u1", 400 * MINUTE)).isEqualTo(first);
  }

  private float[] rows(String src, long timeMicros) {
    float[] rows = new float[engine.candidates().size() * RankerFeatures.size()];
    engine.candidates().features(engine.view(src, timeMicros), rows);
    return rows;
  }

  private float feature(String src, String dst, long timeMicros, String name) {
    float[] row = new float[RankerFeatures.size()];
    SourceView view = engine.view(src, timeMicros);
    engine.candidates().features(view, engine.candidates().indexOf(dst), row, 0);
    return row[RankerFeatures.names().indexOf(name)];
  }

  private static Offset<Float> offset() {
    return Offset.offset(1e-5f);
  }
}
