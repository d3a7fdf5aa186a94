package io.eddy.model.tgn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of the engine and of batches on random streams, for networks of all roles. */
final class TgnEngineTest {
  private static final float TOLERANCE = 1e-5f;
  private static final int[] ALL = IntStream.range(0, RandomEdges.NODES).toArray();

  static Stream<Arguments> networksAndSeeds() {
    return Stream.concat(RandomEdges.networks().stream(), RandomEdges.waving().stream())
        .flatMap(network -> LongStream.of(1, 2).mapToObj(seed -> Arguments.of(network, seed)));
  }

  @ParameterizedTest
  @MethodSource("networksAndSeeds")
  void batchesOfOneEventAreTheOrderOfTheStream(TgnSettings settings, long seed) {
    EdgeColumns events = RandomEdges.draw(seed, 60);
    Random random = new Random(seed);
    NamedArrays parameters = parameters(settings, seed);
    TgnBatch batch = new TgnBatch(new TgnState(settings));
    try (TgnEngine engine = new TgnEngine(settings, parameters);
        NDManager manager = Tensors.newManager()) {
      TgnNetwork network = TgnNetwork.of(settings, parameters, manager);
      for (int i = 0; i < events.size(); i++) {
        int[] negatives = {random.nextInt(RandomEdges.NODES), random.nextInt(RandomEdges.NODES)};
        int[] others = {events.dst()[i], negatives[0], negatives[1]};
        float[] expected = engine.logits(events.src()[i], others, events.timesMicros()[i]);
        engine.apply(events, i);
        try (NDManager scope = manager.newSubManager()) {
          batch.prepare(events, i, i + 1, negatives, 2);
          TgnBatch.Logits logits = batch.forward(network, scope, false);
          assertThat(logits.positive().toFloatArray())
              .containsExactly(Arrays.copyOf(expected, 1), within(TOLERANCE));
          assertThat(logits.negative().toFloatArray())
              .containsExactly(Arrays.copyOfRange(expected, 1, 3), within(TOLERANCE));
          batch.commit();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networksAndSeeds")
  void aReplayInWavesLeavesWhatOneEventAfterTheOtherLeaves(TgnSettings settings, long seed) {
    EdgeColumns events = RandomEdges.draw(seed, 80);
    NamedArrays parameters = parameters(settings, seed);
    try (TgnEngine one = new TgnEngine(settings, parameters);
        TgnEngine waves = new TgnEngine(settings, parameters)) {
      for (int i = 0; i < events.size(); i++) {
        one.apply(events, i);
      }
      waves.replay(events, 0, 11);
      waves.replay(events, 11, events.size());
      for (int node : ALL) {
        assertThat(waves.state().memories().memory(node))
            .containsExactly(one.state().memories().memory(node), within(TOLERANCE));
        assertThat(waves.state().memories().updatedMicros(node))
            .isEqualTo(one.state().memories().updatedMicros(node));
      }
      long later = events.timesMicros()[events.size() - 1] + 5_000_000;
      assertThat(waves.logits(0, ALL, later))
          .containsExactly(one.logits(0, ALL, later), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @MethodSource("networksAndSeeds")
  void theNumberOfANodeChangesNothing(TgnSettings settings, long seed) {
    EdgeColumns events = RandomEdges.draw(seed, 40);
    int[] renamed = {7, 3, 2_000, 0, 8, 5, 1, 6, 4};
    EdgeColumns other =
        new EdgeColumns(
            Arrays.stream(events.src()).map(node -> renamed[node]).toArray(),
            Arrays.stream(events.dst()).map(node -> renamed[node]).toArray(),
            events.timesMicros(),
            events.features(),
            RandomEdges.FEATURES);
    NamedArrays parameters = parameters(settings, seed);
    long later = events.timesMicros()[39] + 1;
    try (TgnEngine one = new TgnEngine(settings, parameters);
        TgnEngine two = new TgnEngine(settings, parameters)) {
      one.replay(events, 0, 40);
      two.replay(other, 0, 40);
      int[] all = Arrays.stream(ALL).map(node -> renamed[node]).toArray();
      assertThat(two.logits(renamed[4], all, later))
          .containsExactly(one.logits(4, ALL, later), within(TOLERANCE));
    }
  }

  @ParameterizedTest
  @MethodSource("networksAndSeeds")
  void memoryTimesNeverFall(TgnSettings settings, long seed) {
    EdgeColumns events = RandomEdges.draw(seed, 40);
    long[] before = new long[RandomEdges.NODES];
    try (TgnEngine engine = new TgnEngine(settings, parameters(settings, seed))) {
      for (int i = 0; i < events.size(); i++) {
        engine.apply(events, i);
        for (int node : ALL) {
          long now = engine.state().memories().updatedMicros(node);
          assertThat(now).isGreaterThanOrEqualTo(before[node]);
          before[node] = now;
        }
        assertThat(before[events.src()[i]]).isEqualTo(events.timesMicros()[i]);
      }
    }
  }

  @Test
  void aMailKeepsTheMemoryOfItsTimeAndACurrentNeighbourDoesNot() {
    // 0 meets 1; then 1 meets 2, which 0 learns of only where neighbours are current.
    EdgeColumns events =
        new EdgeColumns(
            new int[] {0, 1, 1},
            new int[] {1, 2, 2},
            new long[] {1_000_000, 2_000_000, 3_000_000},
            new float[3 * RandomEdges.FEATURES],
            RandomEdges.FEATURES);
    assertThat(changeSeenAt0(RandomEdges.networks().get(1), events)).isZero();
    assertThat(changeSeenAt0(RandomEdges.networks().get(0), events)).isGreaterThan(1e-4f);
  }

  @Test
  void anEventOfTheSameTimeIsNotSeenAmongTheNeighbours() {
    TgnSettings settings = RandomEdges.networks().get(0);
    EdgeColumns events =
        new EdgeColumns(
            new int[] {0}, new int[] {1}, new long[] {5_000_000}, new float[] {1, 2}, 2);
    TgnState state = new TgnState(settings);
    state.mailboxes().add(0, 1, 5_000_000, events.features(), 0);
    assertThat(neighboursSeen(state, 5_000_000)).isZero();
    assertThat(neighboursSeen(state, 5_000_001)).isEqualTo(1);
  }

  static Stream<TgnSettings> learning() {
    return Stream.concat(Stream.of(RandomEdges.networks().get(2)), RandomEdges.waving().stream());
  }

  @ParameterizedTest
  @MethodSource("learning")
  void stepsLeaveNoTensorBehind(TgnSettings settings) {
    EdgeColumns events = RandomEdges.draw(3, 40);
    TgnBatch batch = new TgnBatch(new TgnState(settings));
    try (NDManager manager = Tensors.newManager()) {
      TgnNetwork network = TgnNetwork.seeded(settings, 1, manager);
      network.arrays().forEach(array -> array.setRequiresGradient(true));
      int before = 0;
      for (int from = 0; from < 40; from += 10) {
        try (NDManager scope = manager.newSubManager();
            GradientCollector collector = Tensors.engine().newGradientCollector()) {
          batch.prepare(events, from, from + 10, new int[10], 1);
          NDArray loss = batch.forward(network, scope, true).positive().sum();
          collector.backward(loss);
          batch.commit();
        }
        int now = manager.getManagedArrays().size();
        assertThat(from <= 10 || now == before).as("%d arrays, then %d", before, now).isTrue();
        before = now;
      }
    }
  }

  /** How much the link of 0 and 3 changes by the events after the first. */
  private static float changeSeenAt0(TgnSettings settings, EdgeColumns events) {
    try (TgnEngine engine = new TgnEngine(settings, parameters(settings, 1))) {
      engine.apply(events, 0);
      float before = engine.logits(0, new int[] {3}, 4_000_000)[0];
      engine.replay(events, 1, 3);
      return Math.abs(engine.logits(0, new int[] {3}, 4_000_000)[0] - before);
    }
  }

  private static int neighboursSeen(TgnState state, long time) {
    MemoryRows memories = new MemoryRows(state);
    QueryRows queries = new QueryRows(state, memories);
    memories.clear();
    queries.clear(1);
    queries.set(0, 0, time);
    memories.seal();
    try (NDManager manager = Tensors.newManager()) {
      NDArray absent = queries.tensors(manager).absent();
      int seen = 0;
      for (float value : absent.toFloatArray()) {
        seen += value == 0 ? 1 : 0;
      }
      return seen;
    }
  }

  private static NamedArrays parameters(TgnSettings settings, long seed) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(settings, seed, manager).parameters();
    }
  }
}
