package io.eddy.jobs.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final int PIECE = Pace.PIECE_BYTES;

  private long now = 1_000;
  private final List<Long> rests = new ArrayList<>();

  @Test
  void aFifthOfTheTimeIsWorkedAndTheOthersAreRest() {
    Pace pace = pace(0.2);
    long start = now;
    long worked = 0;
    for (int i = 0; i < 101; i++) {
      pace.write(PIECE);
      now += 300 + i;
      worked += 300 + i;
    }
    // The last piece is not over, so its rest is still to come.
    long ended = now - start - 400;
    assertThat(rests).hasSize(100);
    assertThat((double) (worked - 400) / ended).isBetween(0.19, 0.21);
  }

  @Test
  void smallWritesMakeAPieceTogether() {
    Pace pace = pace(0.5);
    for (int i = 0; i < 4 * 10 + 1; i++) {
      pace.write(PIECE / 10 + 1);
      now += 10;
    }
    assertThat(rests).hasSize(4).containsOnly(100L);
  }

  @Test
  void aWriterThatWasHeldUpRestsNoLongerThanASecond() {
    Pace pace = pace(0.01);
    pace.write(PIECE);
    now += 3_600_000_000_000L;
    pace.write(PIECE);
    assertThat(rests).containsExactly(1_000_000_000L);
  }

  @Test
  void afterSoMuchRestThereIsNoMore() {
    Pace pace = pace(0.5, 250);
    for (int i = 0; i < 6; i++) {
      pace.write(PIECE);
      now += 100;
    }
    assertThat(rests).containsExactly(100L, 100L, 50L, 0L, 0L);
  }

  @Test
  void aWholeCoreMeansNoRest() {
    Pace pace = pace(1);
    pace.write(PIECE);
    now += 500;
    pace.write(PIECE);
    assertThat(rests).containsOnly(0L);
  }

  private Pace pace(double share) {
    return pace(share, Long.MAX_VALUE);
  }

  private Pace pace(double share, long mostRest) {
    return new Pace(
        share,
        mostRest,
        () -> now,
        nanos -> {
          rests.add(nanos);
          now += nanos;
        });
  }
}
