package io.eddy.model.tgn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.NamedArrays.Values;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.tgn.WaveWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waves in the engine and in batches; that batches of one event are the engine is tested there. */
final class TgnWavesTest {
  private static final int EVENTS = 60;

  static Stream<TgnSettings> waving() {
    return RandomEdges.waving().stream();
  }

  @Test
  void aClosedGateIsANetworkWithoutWaves() {
    TgnSettings with =
        RandomEdges.networks().get(0).toBuilder()
            .optWaves(new WaveSettings(CellKind.GATED, Halting.ITER, 3, 3, 0))
            .build();
    TgnSettings without = with.toBuilder().optWaves(null).build();
    NamedArrays parameters = parameters(with);
    Map<String, Values> closed = new LinkedHashMap<>(parameters.arrays());
    Arrays.fill(closed.get("wave.cell.map1.weight").values(), 0);
    Arrays.fill(closed.get("wave.cell.map1.bias").values(), -200);
    Map<String, Values> rest = new LinkedHashMap<>(closed);
    rest.keySet().removeIf(name -> name.startsWith("wave."));
    EdgeColumns events = RandomEdges.draw(5, EVENTS);
    try (TgnEngine one = new TgnEngine(with, new NamedArrays(closed));
        TgnEngine other = new TgnEngine(without, new NamedArrays(rest))) {
      for (int i = 0; i < EVENTS; i++) {
        one.apply(events, i);
        other.apply(events, i);
      }
      for (int node = 0; node < RandomEdges.NODES; node++) {
        assertThat(one.state().memories().memory(node))
            .containsExactly(other.state().memories().memory(node));
      }
    }
    assertThat(parametersWithout(with)).usingRecursiveComparison().isEqualTo(parameters(without));
  }

  @ParameterizedTest
  @MethodSource("waving")
  void aWaveChangesNodesThatTookNoPartInTheEvent(TgnSettings settings) {
    // 0 – 1 – 2, and then 2 meets 3: the wave reaches 1, and 0 behind it.
    EdgeColumns events = path();
    try (TgnEngine engine = new TgnEngine(settings, parameters(settings))) {
      engine.apply(events, 0);
      engine.apply(events, 1);
      float[] one = engine.state().memories().memory(1);
      float[] zero = engine.state().memories().memory(0);
      long updated = engine.state().memories().updatedMicros(1);
      engine.apply(events, 2);
      assertThat(engine.state().memories().memory(1)).isNotEqualTo(one);
      assertThat(engine.state().memories().memory(0)).isNotEqualTo(zero);
      assertThat(engine.state().memories().updatedMicros(1)).isEqualTo(updated);
    }
  }

  @Test
  void aWaveDoesNotRunAlongMailsThatCameLaterThanItsEvent() {
    TgnSettings settings = RandomEdges.waving().get(0);
    TgnState state = new TgnState(settings);
    EdgeColumns events = path();
    long[] arrivals = new long[3];
    for (int i = 0; i < 3; i++) {
      int offset = i * RandomEdges.FEATURES;
      long time = events.timesMicros()[i];
      state.mailboxes().add(events.src()[i], events.dst()[i], time, events.features(), offset);
      state.mailboxes().add(events.dst()[i], events.src()[i], time, events.features(), offset);
      arrivals[i] = state.mailboxes().arrivals();
    }
    // The mails of a whole batch are there; 1's of the second event is not one for the first.
    assertThat(reachedFrom(0, settings, state, events, arrivals)).isEmpty();
    assertThat(reachedFrom(1, settings, state, events, arrivals)).containsExactly(0);
    assertThat(reachedFrom(2, settings, state, events, arrivals)).containsExactly(1, 0);
  }

  private static List<Integer> reachedFrom(
      int event, TgnSettings settings, TgnState state, EdgeColumns events, long[] arrivals) {
    AmpParameters cell = Objects.requireNonNull(WaveWeights.of(settings, parameters(settings)));
    WaveRun run = new WaveRun(Objects.requireNonNull(settings.waves()), cell, state.mailboxes());
    float[] zeros = new float[settings.memory()];
    Speech speech = Speech.ofEvent(zeros, zeros, new Speech.Origin(zeros, new float[2], 0));
    List<Integer> reached = new ArrayList<>();
    run.start(events.dst()[event], events.src()[event], speech, arrivals[event]);
    run.start(events.src()[event], events.dst()[event], speech, arrivals[event]);
    run.run(
        new WaveRun.Nodes() {
          @Override
          public float[] memory(int node) {
            return zeros;
          }

          @Override
          public void reacted(int node, Speech heard, float[] before, float[] after) {
            reached.add(node);
          }
        },
        arrivals[event]);
    return reached;
  }

  /** Everything that a loss behind several batches depends on, by differences of the loss. */
  @ParameterizedTest
  @MethodSource("waving")
  void gradientsAreDifferencesOfTheLoss(TgnSettings settings) {
    EdgeColumns events = RandomEdges.draw(4, 40);
    try (NDManager manager = Tensors.newManager()) {
      NamedArrays initial = open(settings, parameters(settings));
      TgnNetwork network = TgnNetwork.of(settings, initial, manager);
      TgnBatch batch = new TgnBatch(new TgnState(settings));
      for (int from = 0; from < 36; from += 4) {
        try (NDManager scope = manager.newSubManager()) {
          batch.prepare(events, from, from + 4, new int[] {1, 2, 3, 4}, 1);
          batch.forward(network, scope, false);
          batch.commit();
        }
      }
      batch.prepare(events, 36, 40, new int[] {5, 6, 7, 8}, 1);
      List<NDArray> arrays = network.arrays();
      List<String> names = List.copyOf(initial.arrays().keySet());
      arrays.forEach(array -> array.setRequiresGradient(true));
      List<float[]> gradients = new ArrayList<>();
      try (NDManager scope = manager.newSubManager();
          GradientCollector collector = Tensors.engine().newGradientCollector()) {
        collector.backward(loss(batch, network, scope));
        arrays.forEach(array -> gradients.add(array.getGradient().toFloatArray()));
      }
      for (int i = 0; i < arrays.size(); i++) {
        String name = names.get(i);
        float[] gradient = gradients.get(i);
        int largest = largest(gradient);
        if (name.startsWith("wave.") || name.startsWith("updater.")) {
          assertThat(Math.abs(gradient[largest])).as("gradient of %s", name).isGreaterThan(1e-3f);
          double expected = difference(settings, initial, name, largest, batch, manager);
          assertThat((double) gradient[largest])
              .as("gradient of %s", name)
              .isCloseTo(expected, within(2e-3 + 0.03 * Math.abs(expected)));
        }
      }
    }
  }

  /** Gates and halting units that stand half open, so that everything has a say. */
  private static NamedArrays open(TgnSettings settings, NamedArrays parameters) {
    if (settings.waves() != null && settings.waves().cell() == CellKind.GATED) {
      Arrays.fill(parameters.arrays().get("wave.cell.map1.bias").values(), 0);
    }
    return parameters;
  }

  private static double difference(
      TgnSettings settings,
      NamedArrays initial,
      String name,
      int index,
      TgnBatch batch,
      NDManager manager) {
    float step = 3e-3f;
    double[] losses = new double[2];
    for (int side = 0; side < 2; side++) {
      Map<String, Values> moved = new LinkedHashMap<>(initial.arrays());
      Values values = moved.get(name);
      float[] copy = values.values().clone();
      copy[index] += side == 0 ? step : -step;
      moved.put(name, new Values(values.shape(), copy));
      try (NDManager scope = manager.newSubManager()) {
        TgnNetwork network = TgnNetwork.of(settings, new NamedArrays(moved), scope);
        losses[side] = loss(batch, network, scope).getFloat();
      }
    }
    return (losses[0] - losses[1]) / (2 * step);
  }

  /** Large enough for differences in single precision, and the ponder cost beside it. */
  private static NDArray loss(TgnBatch batch, TgnNetwork network, NDManager scope) {
    TgnBatch.Logits logits = batch.forward(network, scope, true);
    NDArray loss = logits.positive().sum().sub(logits.negative().sum());
    NDArray ponder = batch.ponder();
    return ponder == null ? loss : loss.add(ponder);
  }

  private static int largest(float[] values) {
    int largest = 0;
    for (int i = 1; i < values.length; i++) {
      if (Math.abs(values[i]) > Math.abs(values[largest])) {
        largest = i;
      }
    }
    return largest;
  }

  private static EdgeColumns path() {
    return new EdgeColumns(
        new int[] {0, 1, 2},
        new int[] {1, 2, 3},
        new long[] {1_000_000, 2_000_000, 3_000_000},
        new float[] {1, 2, 3, 4, 5, 6},
        RandomEdges.FEATURES);
  }

  private static NamedArrays parameters(TgnSettings settings) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(settings, 3, manager).parameters();
    }
  }

  private static NamedArrays parametersWithout(TgnSettings settings) {
    Map<String, Values> rest = new LinkedHashMap<>(parameters(settings).arrays());
    rest.keySet().removeIf(name -> name.startsWith("wave."));
    return new NamedArrays(rest);
  }
}
