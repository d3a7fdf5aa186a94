package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;

class KeyGroupRandomTest {

  @Test
  void aGeneratorGoesOnWhereItWasAlsoInAnotherRange() {
    KeyGroupRandom whole = new KeyGroupRandom(1, new KeyGroupRange(0, 7));
    whole.select(5);
    whole.nextLong();
    KeyGroupRandom part = new KeyGroupRandom(99, new KeyGroupRange(4, 7));
    part.restore(5, whole.states()[5]);
    part.select(5);
    assertThat(part.nextLong()).isEqualTo(whole.nextLong());
  }

  @Test
  void keyGroupsAndSeedsHaveNumbersOfTheirOwn() {
    KeyGroupRandom one = new KeyGroupRandom(1, new KeyGroupRange(0, 7));
    KeyGroupRandom two = new KeyGroupRandom(2, new KeyGroupRange(0, 7));
    long first = one.nextLong();
    one.select(1);
    assertThat(one.nextLong()).isNotEqualTo(first);
    assertThat(two.nextLong()).isNotEqualTo(first);
  }

  @Test
  void numbersAreSpreadEvenly() {
    KeyGroupRandom random = new KeyGroupRandom(7, new KeyGroupRange(0, 0));
    var statistics = DoubleStream.generate(random::nextDouble).limit(100_000).summaryStatistics();
    assertThat(statistics.getAverage()).isBetween(0.495, 0.505);
    assertThat(statistics.getMin()).isBetween(0.0, 0.001);
    assertThat(statistics.getMax()).isBetween(0.999, 1.0);
  }
}
