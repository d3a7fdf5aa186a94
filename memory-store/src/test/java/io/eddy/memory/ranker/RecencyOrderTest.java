package io.eddy.memory.ranker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecencyOrderTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ranksPagesByTheirLastEvent(long seed) {
    Random random = new Random(seed);
    RecencyOrder order = new RecencyOrder();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      int page = random.nextInt(1 + random.nextInt(200));
      order.touch(page);
      expected.remove((Integer) page);
      expected.add(0, page);
      int asked = random.nextInt(200);
      int rank = expected.indexOf(asked);
      assertThat(order.rank(asked)).isEqualTo(rank < 0 ? RecencyOrder.CAPACITY : rank);
    }
    assertThat(order.size()).isEqualTo(expected.size());
  }

  @Test
  void forgetsWhatIsFarBack() {
    RecencyOrder order = new RecencyOrder();
    for (int page = 0; page <= RecencyOrder.CAPACITY; page++) {
      order.touch(page);
    }

    assertThat(order.size()).isEqualTo(RecencyOrder.CAPACITY);
    assertThat(order.rank(0)).isEqualTo(RecencyOrder.CAPACITY);
    assertThat(order.rank(1)).isEqualTo(RecencyOrder.CAPACITY - 1);
    assertThat(order.rank(RecencyOrder.CAPACITY)).isZero();

    order.touch(0);
    assertThat(order.rank(0)).isZero();
    assertThat(order.rank(1)).isEqualTo(RecencyOrder.CAPACITY);
  }
}
