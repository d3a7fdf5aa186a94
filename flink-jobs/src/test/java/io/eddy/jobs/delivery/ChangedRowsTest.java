package io.eddy.jobs.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedRowsTest {
  private long millis;

  @Test
  void aNodeIsDueWhenAComponentMovesBeyondTheTolerance() {
    ChangedRows changed = new ChangedRows(0.1, Duration.ZERO, () -> millis);
    write(changed, snapshot(1, 0f, 0f));
    assertThat(changed.of(snapshot(2, 0.09f, 0.11f)).nodes()).containsExactly("b");
  }

  /** Small steps must not add up unseen: they are measured from what was written. */
  @Test
  void stepsAddUpUntilTheNodeIsWritten() {
    ChangedRows changed = new ChangedRows(0.1, Duration.ZERO, () -> millis);
    write(changed, snapshot(1, 0f, 0f));
    write(changed, snapshot(2, 0.08f, 0f));
    assertThat(changed.of(snapshot(3, 0.16f, 0f)).nodes()).containsExactly("a");
  }

  @Test
  void aNodeIsDueBeforeItExpires() {
    ChangedRows changed = new ChangedRows(0, Duration.ofSeconds(10), () -> millis);
    write(changed, snapshot(1, 0f, 0f));
    millis = 4_999;
    assertThat(changed.of(snapshot(2, 0f, 0f)).nodes()).isEmpty();
    millis = 5_000;
    assertThat(changed.of(snapshot(3, 0f, 0f)).nodes()).containsExactly("a", "b");
  }

  @Test
  void notANumberIsAlwaysDue() {
    ChangedRows changed = new ChangedRows(0, Duration.ZERO, () -> millis);
    write(changed, snapshot(1, Float.NaN, 0f));
    assertThat(changed.of(snapshot(2, Float.NaN, 0f)).nodes()).containsExactly("a");
  }

  @Test
  void aNodeThatWasAwayIsWrittenAgainAndNotRememberedMeanwhile() {
    ChangedRows changed = new ChangedRows(0, Duration.ZERO, () -> millis);
    write(changed, snapshot(1, 0f, 0f));
    write(changed, snapshot(2, 0f, 0f).only(new boolean[] {true, false}));
    assertThat(changed.of(snapshot(3, 0f, 0f)).nodes()).containsExactly("b");
  }

  @Test
  void whatWasNotWrittenStaysDue() {
    ChangedRows changed = new ChangedRows(0, Duration.ZERO, () -> millis);
    assertThat(changed.of(snapshot(1, 0f, 0f)).nodes()).containsExactly("a", "b");
    assertThat(changed.of(snapshot(2, 0f, 0f)).nodes()).containsExactly("a", "b");
  }

  private static void write(ChangedRows changed, EmbeddingSnapshot snapshot) {
    changed.wrote(changed.of(snapshot));
  }

  private static EmbeddingSnapshot snapshot(long id, float a, float b) {
    return new EmbeddingSnapshot(
        new SnapshotInfo(id, id, "m", 1, 2), List.of("a", "b"), new float[] {a, b});
  }
}
