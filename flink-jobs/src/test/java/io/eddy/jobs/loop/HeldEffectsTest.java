package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States that are held, beside a map in which everything takes effect at once. */
class HeldEffectsTest {
  private static final LoopSettings SETTINGS =
      new LoopSettings("loop", 1, 10, 20, 1 << 20, 1 << 20, 42, true, true, 48, 2);

  @TempDir private Path directory;

  /** A backend that gives the objects out that it keeps, or copies. */
  private record Backend(Map<String, int[]> stored, boolean inPlace)
      implements CallEffects<int[], String, String> {
    @Override
    public int @Nullable [] state(String node) {
      int[] state = stored.get(node);
      return state == null || inPlace ? state : state.clone();
    }

    @Override
    public void setState(String node, int @Nullable [] state) {
      if (state == null) {
        stored.remove(node);
      } else {
        stored.put(node, inPlace ? state : state.clone());
      }
    }

    @Override
    public void send(
        String target, String message, long time, int hop, float energy, double delay) {
      throw new AssertionError("nothing is sent here");
    }

    @Override
    public void result(String result, long time) {
      throw new AssertionError("nothing comes out here");
    }
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "true, 2", "true, 3", "false, 1", "false, 2", "false, 3"})
  void whateverIsReadAndSetTakesEffect(boolean inPlace, long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, int[]> expected = new HashMap<>();
    Backend backend = new Backend(new HashMap<>(), inPlace);
    try (WaitingMessages<String> waiting =
        new WaitingMessages<>(
            new SpillableQueue<>(Messages.CODEC, 1 << 20, Messages.folder(directory)),
            new DelayedMessages<>(Messages.CODEC, 1 << 20, Messages.folder(directory)))) {
      Outbox<String> outbox =
          new Outbox<>(0, 1, 128, SETTINGS, StringSerializer.INSTANCE, waiting, record -> {});
      HeldEffects<int[], String, String> held =
          new HeldEffects<>(backend, inPlace, outbox, key -> {});
      for (int step = 0; step < 5_000; step++) {
        String node = "n" + random.nextInt(4);
        int[] state = held.state(node);
        assertThat(state).isEqualTo(expected.get(node));
        assertThat(held.isEmpty()).as("something may change in place").isFalse();
        switch (random.nextInt(6)) {
          case 0 -> set(held, expected, node, null);
          case 1 -> set(held, expected, node, new int[] {step});
          case 2 -> {
            set(held, expected, node, random.nextBoolean() ? null : new int[] {-step});
            // Back again.
            set(held, expected, node, state);
          }
          case 3 -> set(held, expected, "n" + random.nextInt(4), new int[] {step});
          default -> {
            if (state != null) {
              state[0] = step;
              expected.put(node, state.clone());
            }
          }
        }
        if (random.nextInt(20) == 0) {
          held.release();
          assertThat(held.isEmpty()).isTrue();
          assertThat(backend.stored()).usingRecursiveComparison().isEqualTo(expected);
        }
      }
    }
  }

  private static void set(
      HeldEffects<int[], String, String> held,
      Map<String, int[]> expected,
      String node,
      int @Nullable [] state) {
    held.setState(node, state);
    if (state == null) {
      expected.remove(node);
    } else {
      expected.put(node, state.clone());
    }
  }
}
