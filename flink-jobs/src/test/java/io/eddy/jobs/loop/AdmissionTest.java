package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  @Test
  void itClosesAtTheHighMarkAndOpensAtTheLowOne() {
    AdmissionControl admission = new AdmissionControl(10, 20);
    assertThat(admission.admits(19)).isTrue();
    assertThat(admission.admits(20)).isFalse();
    assertThat(admission.admits(11)).isFalse();
    assertThat(admission.admits(10)).isTrue();
    assertThat(admission.admits(19)).isTrue();
  }

  @Test
  void allIsAdmittedWhileAnotherHeadWaitsForTheBarrier() {
    AdmissionControl admission = new AdmissionControl(10, 20);
    assertThat(admission.admits(20)).isFalse();
    admission.barrier(1, false);
    admission.barrier(2, false);
    assertThat(admission.admits(20)).isTrue();
    admission.barrier(1, true);
    assertThat(admission.admits(20)).isTrue();
    admission.barrier(2, true);
    assertThat(admission.admits(20)).isFalse();
  }

  @Test
  void marksInTheWrongOrderAreRefused() {
    assertThatThrownBy(() -> new AdmissionControl(20, 20))
        .hasMessage("low-water mark 20, high-water mark 20; expected 0 <= low < high");
  }

  /** Messages in one direction and in all: a sender always gets below the low mark again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void creditHeldBackNeverKeepsASenderAboveTheLowMark(long seed) {
    Random random = new Random(seed);
    int heads = 1 + random.nextInt(6);
    long low = random.nextInt(50);
    Credits[] credits = new Credits[heads];
    for (int i = 0; i < heads; i++) {
      credits[i] = new Credits(heads, low);
    }
    for (int i = 0; i < 10_000; i++) {
      int from = random.nextInt(heads) * random.nextInt(2);
      int to = random.nextInt(heads);
      credits[from].sent();
      int credit = credits[to].taken(from);
      credits[from].credited(credit);
      assertThat(credits[from].outstanding()).isBetween(0L, low);
    }
  }
}
