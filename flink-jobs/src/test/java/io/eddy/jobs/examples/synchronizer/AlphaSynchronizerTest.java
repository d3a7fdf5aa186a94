package io.eddy.jobs.examples.synchronizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.program.FakeContext;
import io.eddy.jobs.loop.program.HopLimitException;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlphaSynchronizerTest {
  /** One layer that adds a node's value and those of its neighbours, twice. */
  private static final SumGin DOUBLE_SUM = new SumGin(List.of(sum(), sum()));

  private static SumGin.Layer sum() {
    return new SumGin.Layer(0, List.of(List.of(1f)), List.of(0f));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1",
    "1, 0, 4",
    "30, 0.5, 3",
    "40, 2, 1",
    "40, 3, 2",
    "60, 4, 4",
    "25, 20, 5",
    "80, 3, 8",
    "50, 6, 10"
  })
  void finalValuesAreThoseOfASynchronousNetwork(int nodes, double meanDegree, int depth)
      throws Exception {
    for (long seed = 1; seed <= 5; seed++) {
      SynchronizerCase.random(nodes, meanDegree, depth, 1000L * depth + seed).checkInEveryWay(seed);
    }
  }

  @Test
  void valuesOfANeighbourThatIsAheadWaitForTheirLayer() throws Exception {
    FakeContext<SynchronizerState, LayerMessage, FinalValues> context =
        new FakeContext<>("a", null);
    AlphaSynchronizer program = new AlphaSynchronizer(DOUBLE_SUM);
    program.onEvent(new NodeStart("a", List.of(1f), List.of("b", "c")), context);
    assertThat(context.sent()).extracting(FakeContext.Sent::to).containsExactly("b", "c");

    program.onMessage(new LayerMessage(0, List.of(10f)), context);
    program.onMessage(new LayerMessage(1, List.of(1000f)), context);
    assertThat(context.sent()).hasSize(2);

    program.onMessage(new LayerMessage(0, List.of(100f)), context);
    assertThat(context.sent()).hasSize(4);
    assertThat(context.sent().get(2).message()).isEqualTo(new LayerMessage(1, List.of(111f)));

    program.onMessage(new LayerMessage(1, List.of(2000f)), context);
    assertThat(context.results()).containsExactly(new FinalValues("a", List.of(3111f)));
    assertThat(context.sent()).hasSize(4);
  }

  @Test
  void valuesFromTwoLayersAheadAreRefused() throws Exception {
    FakeContext<SynchronizerState, LayerMessage, FinalValues> context =
        new FakeContext<>("a", null);
    AlphaSynchronizer program = new AlphaSynchronizer(DOUBLE_SUM);
    program.onEvent(new NodeStart("a", List.of(1f), List.of("b")), context);

    assertThatThrownBy(() -> program.onMessage(new LayerMessage(2, List.of(1f)), context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("done 0 layers")
        .hasMessageContaining("layer 2");
  }

  @Test
  void weightsThatDoNotFitAreRefused() {
    assertThatThrownBy(
            () -> new SumGin.Layer(0, List.of(List.of(1f), List.of(1f, 2f)), List.of(0f, 0f)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 2] values long");
    SumGin.Layer twoInputs = new SumGin.Layer(0, List.of(List.of(1f, 1f)), List.of(0f));
    assertThatThrownBy(() -> new SumGin(List.of(sum(), twoInputs)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer 1 takes 2 values but layer 0 gives 1");
  }

  @Test
  void asManyHopsAsLayersAreNeeded() throws Exception {
    var runner =
        new LocalRunner<>(
            new AlphaSynchronizer(DOUBLE_SUM), 1, MessageDelays.constant(0), 1, result -> {});
    runner.process("a", new NodeStart("a", List.of(1f), List.of("b")), 0);

    assertThatThrownBy(() -> runner.process("b", new NodeStart("b", List.of(1f), List.of("a")), 0))
        .isInstanceOf(HopLimitException.class);
  }
}
