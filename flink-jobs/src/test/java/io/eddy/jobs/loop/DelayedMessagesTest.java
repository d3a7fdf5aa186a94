package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelayedMessagesTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1,100000000", "2,20000", "3,20000", "4,5000", "5,5000"})
  void theLeastTickGoesFirstAndEqualOnesInOrderOfArrival(long seed, long limit) throws Exception {
    Random random = new Random(seed);
    record Expected(double tick, int arrival) {}
    List<Expected> model = new ArrayList<>();
    double now = 0;
    boolean spilled = false;
    try (var delayed = new DelayedMessages<>(Messages.CODEC, limit, Messages.folder(directory))) {
      for (int step = 0; step < 5_000; step++) {
        if (random.nextInt(10) < (step < 3_000 ? 7 : 2)) {
          int delay = 1 + random.nextInt(20);
          delayed.add(Messages.message("n", "" + step, delay));
          model.add(new Expected(now + delay, step));
        } else if (!model.isEmpty()) {
          Expected next =
              model.stream()
                  .min(
                      Comparator.comparingDouble(Expected::tick)
                          .thenComparingInt(Expected::arrival))
                  .orElseThrow();
          model.remove(next);
          now = next.tick();
          Message<String> message = delayed.poll();
          assertThat(message).isNotNull();
          assertThat(message.payload()).isEqualTo("" + next.arrival());
        }
        spilled |= delayed.spilled() > 0;
        assertThat(delayed.size()).isEqualTo(model.size());
      }
    }
    assertThat(spilled).isEqualTo(limit < 100_000_000);
  }

  @Test
  void theClockStartsFromTheLastMessageTaken() throws Exception {
    try (var delayed = new DelayedMessages<>(Messages.CODEC, 1 << 20, Messages.folder(directory))) {
      delayed.add(Messages.message("n", "at 5", 5));
      delayed.add(Messages.message("n", "at 9", 9));
      assertThat(delayed.poll()).extracting(Message::payload).isEqualTo("at 5");
      delayed.add(Messages.message("n", "at 8", 3));
      assertThat(delayed.poll()).extracting(Message::payload).isEqualTo("at 8");
      assertThat(delayed.poll()).extracting(Message::payload).isEqualTo("at 9");
      assertThat(delayed.poll()).isNull();
    }
  }
}
