package io.eddy.jobs.examples.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.jobs.loop.program.HopLimitException;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StarIdsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 10, 100, 300})
  void allNodesGetDifferentIds(int leaves) throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      StarCase.of(leaves, 1).checkInEveryWay(seed);
    }
  }

  @Test
  void withoutRandomDelaysTheLeavesStayAlike() {
    assertThatThrownBy(() -> StarCase.of(2, 0).checkOneByOne(MessageDelays.constant(1), 1))
        .isInstanceOf(HopLimitException.class);
  }

  @Test
  void randomDelaysOfTheNetworkAloneSuffice() throws Exception {
    StarCase.of(50, 0).checkOneByOne(MessageDelays.uniform(1), 1);
  }

  /** 4 standard deviations of 2000 fair coins: 4 · √(2000 · ¼) / 2000 ≈ 0.045. */
  @Test
  void theFirstCoinIsFair() throws Exception {
    List<UniqueId> ids = new ArrayList<>();
    var runner = new LocalRunner<>(new StarIds(1), 1000, MessageDelays.constant(0), 7, ids::add);
    List<String> leaves = IntStream.range(0, 2000).mapToObj(i -> "leaf" + i).toList();
    runner.process("middle", new Star("middle", leaves), 0);

    double heads = ids.stream().filter(id -> id.id().startsWith("1")).count() / 2000.0;
    assertThat(heads).isCloseTo(0.5, within(0.045));
  }

  @Test
  void aClaimAtANodeThatIsNoCenterIsRefused() {
    var runner = new LocalRunner<>(new StarIds(1), 10, MessageDelays.constant(0), 1, result -> {});

    assertThatThrownBy(
            () -> runner.process("middle", new Star("middle", List.of("middle", "middle")), 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'middle'");
  }
}
