package io.eddy.model.tgn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The outputs of the TGN paper's own code with its weights, every number within 1e-5. */
final class TgnParityTest {
  private static final double TOLERANCE = 1e-5;

  static List<GoldenRun> runs() throws IOException {
    return GoldenRun.load();
  }

  static Stream<GoldenRun> oneEventAtATime() throws IOException {
    return GoldenRun.load().stream().filter(run -> run.batch() == 1);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void batchesGiveTheProbabilitiesAndMemoriesOfTheReferenceCode(GoldenRun run) {
    EdgeColumns events = run.events();
    double[] positive = new double[events.size()];
    double[] negative = new double[events.size()];
    TgnState state = new TgnState(run.settings());
    TgnBatch batch = new TgnBatch(state);
    try (NDManager manager = Tensors.newManager()) {
      TgnNetwork network = TgnNetwork.of(run.settings(), run.parameters(), manager);
      for (int from = 0; from < events.size(); from += run.batch()) {
        int to = from + run.batch();
        try (NDManager scope = manager.newSubManager()) {
          batch.prepare(events, from, to, Arrays.copyOfRange(run.negatives(), from, to), 1);
          TgnBatch.Logits logits = batch.forward(network, scope, false);
          probabilities(logits.positive(), positive, from);
          probabilities(logits.negative(), negative, from);
          batch.commit();
        }
      }
    }
    assertThat(positive).containsExactly(run.positive(), within(TOLERANCE));
    assertThat(negative).containsExactly(run.negative(), within(TOLERANCE));
    for (int node = 0; node < run.finalMemory().length; node++) {
      assertThat(doubles(state.memories().memory(node)))
          .containsExactly(run.finalMemory()[node], within(TOLERANCE));
      assertThat(state.memories().updatedMicros(node) / 1e6).isEqualTo(run.finalUpdate()[node]);
    }
  }

  @ParameterizedTest
  @MethodSource("oneEventAtATime")
  void theSequentialEngineGivesTheProbabilitiesAndMemoriesOfBatchesOfOne(GoldenRun run) {
    EdgeColumns events = run.events();
    double[][] before = new double[run.finalMemory().length][run.settings().memory()];
    double[] updated = new double[before.length];
    try (TgnEngine engine = new TgnEngine(run.settings(), run.parameters())) {
      for (int i = 0; i < events.size(); i++) {
        int src = events.src()[i];
        int dst = events.dst()[i];
        int[] others = {dst, run.negatives()[i]};
        float[] logits = engine.logits(src, others, events.timesMicros()[i]);
        assertThat(sigmoid(logits[0])).isCloseTo(run.positive()[i], within(TOLERANCE));
        assertThat(sigmoid(logits[1])).isCloseTo(run.negative()[i], within(TOLERANCE));
        // The reference code applies a message when its node is met again: one later than here.
        for (int node : new int[] {src, dst}) {
          before[node] = doubles(engine.state().memories().memory(node));
          updated[node] = engine.state().memories().updatedMicros(node) / 1e6;
        }
        engine.apply(events, i);
      }
    }
    for (int node = 0; node < before.length; node++) {
      assertThat(before[node]).containsExactly(run.finalMemory()[node], within(TOLERANCE));
    }
    assertThat(updated).isEqualTo(run.finalUpdate());
  }

  private static void probabilities(NDArray logits, double[] target, int offset) {
    float[] values = logits.toFloatArray();
    for (int i = 0; i < values.length; i++) {
      target[offset + i] = sigmoid(values[i]);
    }
  }

  private static double sigmoid(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  private static double[] doubles(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
