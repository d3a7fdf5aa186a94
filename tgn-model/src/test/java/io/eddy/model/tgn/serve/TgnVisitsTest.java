package io.eddy.model.tgn.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.eddy.memory.layout.HalfFloats;
import io.eddy.memory.node.IdleNodes;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.Precision;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.RandomEdges;
import io.eddy.model.tgn.engine.TgnEngine;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class TgnVisitsTest {
  private static final float TOLERANCE = 1e-5f;
  private static final int EVENTS = 120;

  /** What a node can be asked for with what lies at it. */
  static Stream<TgnSettings> served() {
    return RandomEdges.networks().stream().filter(settings -> settings.depth() <= 1);
  }

  static Stream<Arguments> servedAndSeeds() {
    return served()
        .flatMap(settings -> LongStream.range(0, 3).mapToObj(seed -> Arguments.of(settings, seed)));
  }

  @ParameterizedTest
  @MethodSource("servedAndSeeds")
  void scoresAndMemoriesAreThoseOfTheSequentialEngine(TgnSettings settings, long seed) {
    NamedArrays parameters = parameters(settings, seed);
    EdgeColumns stream = RandomEdges.draw(seed, EVENTS);
    StreamReplay replay =
        new StreamReplay(settings, parameters, stream, 1, StreamReplay.shape(settings));
    try (TgnEngine engine = new TgnEngine(settings, parameters)) {
      for (int i = 0; i < EVENTS; i++) {
        float[] logit =
            engine.logits(stream.src()[i], new int[] {stream.dst()[i]}, stream.timesMicros()[i]);
        assertThat(replay.events.get(i).logit()).isCloseTo(logit[0], within(TOLERANCE));
        engine.apply(stream, i);
      }
      replay.memories.forEach(
          (node, memory) ->
              assertThat(memory.memory())
                  .containsExactly(engine.state().memories().memory(node), within(TOLERANCE)));
    }
  }

  @ParameterizedTest
  @MethodSource("servedAndSeeds")
  void whatIsCompletedTogetherDoesNotChangeABit(TgnSettings settings, long seed) {
    NamedArrays parameters = parameters(settings, seed);
    EdgeColumns stream = RandomEdges.draw(seed, EVENTS);
    for (MemoryShape shape :
        new MemoryShape[] {
          StreamReplay.shape(settings),
          MemoryShape.half(settings.memory(), settings.edgeFeatures(), settings.mails())
        }) {
      StreamReplay one = new StreamReplay(settings, parameters, stream, 1, shape);
      for (int batch = 2; batch <= 64; batch++) {
        StreamReplay many = new StreamReplay(settings, parameters, stream, batch, shape);
        assertThat(many.logits()).as("batches of %d", batch).isEqualTo(one.logits());
        assertThat(many.memories).as("batches of %d", batch).isEqualTo(one.memories);
      }
    }
  }

  static Stream<Arguments> wavingAndSeeds() {
    return RandomEdges.waving().stream()
        .filter(settings -> settings.depth() == 1)
        .flatMap(settings -> LongStream.range(0, 3).mapToObj(seed -> Arguments.of(settings, seed)));
  }

  @ParameterizedTest
  @MethodSource("wavingAndSeeds")
  void withWavesTooScoresAndMemoriesAreThoseOfTheSequentialEngine(TgnSettings settings, long seed) {
    NamedArrays parameters = parameters(settings, seed);
    EdgeColumns stream = RandomEdges.draw(seed, EVENTS);
    VisitReplay replay = new VisitReplay(settings, parameters, Precision.SINGLE, IdleNodes.KEPT);
    int width = stream.featureCount();
    try (TgnEngine engine = new TgnEngine(settings, parameters)) {
      for (int i = 0; i < EVENTS; i++) {
        int src = stream.src()[i];
        int dst = stream.dst()[i];
        long time = stream.timesMicros()[i];
        float[] features = Arrays.copyOfRange(stream.features(), i * width, (i + 1) * width);
        Interaction event = accept(replay, "" + src, "" + dst, time, features);
        float[] logit = engine.logits(src, new int[] {dst}, time);
        assertThat(event.logit()).isCloseTo(logit[0], within(TOLERANCE));
        engine.apply(stream, i);
      }
      for (String node : replay.memories().keySet()) {
        assertThat(replay.memories().get(node).memory())
            .containsExactly(
                engine.state().memories().memory(Integer.parseInt(node)), within(TOLERANCE));
      }
    }
    assertThat(replay.reactions()).isGreaterThan(EVENTS);
  }

  /**
   * Sums round differently on both sides, so a number may be kept as the next one in half
   * precision.
   */
  @ParameterizedTest
  @MethodSource("servedAndSeeds")
  void inHalfPrecisionTooTheyAreThoseOfTheSequentialEngine(TgnSettings settings, long seed) {
    NamedArrays parameters = parameters(settings, seed);
    EdgeColumns stream = RandomEdges.draw(seed, EVENTS);
    VisitReplay half = new VisitReplay(settings, parameters, Precision.HALF, IdleNodes.KEPT);
    double most = 0;
    try (TgnEngine engine = new TgnEngine(settings, parameters, Precision.HALF);
        TgnEngine single = new TgnEngine(settings, parameters)) {
      for (int i = 0; i < EVENTS; i++) {
        int src = stream.src()[i];
        int dst = stream.dst()[i];
        long time = stream.timesMicros()[i];
        int width = stream.featureCount();
        float[] features = Arrays.copyOfRange(stream.features(), i * width, (i + 1) * width);
        float[] logit = engine.logits(src, new int[] {dst}, time);
        assertThat(accept(half, "" + src, "" + dst, time, features).logit())
            .isCloseTo(logit[0], within(2e-3f));
        most = Math.max(most, Math.abs(logit[0] - single.logits(src, new int[] {dst}, time)[0]));
        engine.apply(stream, i);
        single.apply(stream, i);
      }
      for (String node : half.memories().keySet()) {
        float[] memory = engine.state().memories().memory(Integer.parseInt(node));
        assertThat(half.memories().get(node).memory()).containsExactly(memory, within(2e-3f));
        for (float value : memory) {
          assertThat(HalfFloats.toFloat(HalfFloats.of(value))).isEqualTo(value);
        }
      }
    }
    assertThat(most).isPositive();
  }

  @Test
  void whatIsNotComputedYetIsNotHandedOut() {
    TgnSettings settings = served().findFirst().orElseThrow();
    TgnVisits visits = new TgnVisits(settings, parameters(settings, 0));
    Interaction event = new Interaction("a", "b", 1, new float[RandomEdges.FEATURES]);
    visits.offer(new NeuralMemory(StreamReplay.shape(settings)), event);
    assertThatIllegalStateException()
        .isThrownBy(event::sourceMemory)
        .withMessage(
            "the source's memory of the event 'a' → 'b' is not computed yet; complete the visits first");
  }

  @Test
  void aNetworkThatLooksAtNeighboursOfNeighboursIsRefused() {
    TgnSettings deep =
        RandomEdges.networks().stream().filter(s -> s.depth() > 1).findFirst().orElseThrow();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TgnVisits(deep, parameters(deep, 0)))
        .withMessageContaining("a network of 2 layers needs the neighbours' neighbours");
  }

  /** An event with its score. */
  private static Interaction accept(
      VisitReplay replay, String src, String dst, long timeMicros, float[] features) {
    Interaction event = new Interaction(src, dst, timeMicros, features);
    replay.accept(event, source -> {}, (memory, after, moved) -> {});
    replay.complete();
    return event;
  }

  static NamedArrays parameters(TgnSettings settings, long seed) {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(settings, seed, manager).parameters();
    }
  }
}
