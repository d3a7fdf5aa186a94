package io.eddy.memory.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PairHistoryTest {
  private final PairHistory history = new PairHistory(3);

  @Test
  void ordersDestinationsByRecency() {
    history.visit("a", 10);
    history.visit("b", 20);
    history.visit("a", 30);

    assertThat(history.size()).isEqualTo(2);
    assertThat(history.dst(0)).isEqualTo("a");
    assertThat(history.lastTimeMicros(0)).isEqualTo(30);
    assertThat(history.count(0)).isEqualTo(2);
    assertThat(history.dst(1)).isEqualTo("b");
    assertThat(history.indexOf("b")).isEqualTo(1);
    assertThat(history.indexOf("c")).isEqualTo(-1);
  }

  @Test
  void forgetsTheLeastRecentBeyondItsCapacity() {
    history.visit("a", 1);
    history.visit("b", 2);
    history.visit("c", 3);
    history.visit("a", 4);
    history.visit("d", 5);

    assertThat(history.size()).isEqualTo(3);
    assertThat(history.indexOf("b")).isEqualTo(-1);
    assertThat(history.totalVisits()).isEqualTo(5);
    history.visit("b", 6);
    assertThat(history.count(0)).as("count after it was forgotten").isEqualTo(1);
  }

  @Test
  void clampsTimesBehindTheNewest() {
    assertThat(history.visit("a", 100)).isFalse();
    assertThat(history.visit("b", 99)).isTrue();
    assertThat(history.visit("a", 100)).isFalse();

    assertThat(history.lastTimeMicros(0)).isEqualTo(100);
    assertThat(history.lastTimeMicros(1)).isEqualTo(100);
  }

  @Test
  void takesTimesBeforeTheEpochInItsFirstVisit() {
    assertThat(history.visit("a", -5)).isFalse();
    assertThat(history.lastTimeMicros(0)).isEqualTo(-5);
  }

  @Test
  void copiesIndependently() {
    history.visit("a", 1);
    PairHistory copy = history.copy();
    assertThat(copy).isEqualTo(history).hasSameHashCodeAs(history);

    copy.visit("b", 2);
    copy.visit("c", 3);

    assertThat(history.size()).isEqualTo(1);
    assertThat(history.dst(0)).isEqualTo("a");
    assertThat(copy).isNotEqualTo(history);
  }

  @Test
  void tellsHistoriesOfOtherCapacityOrTotalApart() {
    PairHistory wider = new PairHistory(4);
    assertThat(wider).isNotEqualTo(history);

    PairHistory forgetful = new PairHistory(1);
    forgetful.visit("a", 1);
    forgetful.visit("b", 1);
    PairHistory young = new PairHistory(1);
    young.visit("b", 1);
    assertThat(forgetful).isNotEqualTo(young);
  }

  @Test
  void refusesIndicesBeyondItsSize() {
    history.visit("a", 1);

    assertThatThrownBy(() -> history.dst(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> history.count(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> history.lastTimeMicros(2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesCapacitiesOutOfRange() {
    assertThatThrownBy(() -> new PairHistory(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capacity of a pair history is 0");
    assertThatThrownBy(() -> new PairHistory(PairHistory.MAX_CAPACITY + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
