package io.eddy.memory.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ring beside a list of mails. */
class MailboxPropertyTest {
  private static final int MEMORY = 3;
  private static final int FEATURES = 2;

  private record Mail(String neighbour, long time, float[] features, float[] memory) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theRingHoldsTheNewestMailsOfAList(long seed) {
    Random random = new Random(seed);
    int capacity = (int) seed - 1;
    Mailbox mailbox = new Mailbox(MemoryShape.single(MEMORY, FEATURES, capacity));
    List<Mail> expected = new ArrayList<>();
    long time = 0;
    for (int step = 0; step < 200; step++) {
      time += random.nextInt(10) - 2;
      String neighbour = "n" + random.nextInt(4);
      float[] memory = RandomMemory.vector(random, MEMORY);
      if (random.nextInt(4) == 0) {
        int refreshed = 0;
        for (int i = 0; i < expected.size(); i++) {
          Mail mail = expected.get(i);
          if (mail.neighbour.equals(neighbour)) {
            expected.set(i, new Mail(neighbour, mail.time, mail.features, memory.clone()));
            refreshed++;
          }
        }
        assertThat(mailbox.refresh(neighbour, memory)).isEqualTo(refreshed);
      } else {
        float[] features = RandomMemory.vector(random, FEATURES);
        boolean behind = !expected.isEmpty() && time < expected.get(0).time;
        long kept = behind ? expected.get(0).time : time;
        expected.add(0, new Mail(neighbour, kept, features.clone(), memory.clone()));
        if (expected.size() > capacity) {
          expected.remove(capacity);
        }
        assertThat(mailbox.add(neighbour, time, features, memory)).isEqualTo(behind);
      }
      if (random.nextInt(20) == 0) {
        mailbox = mailbox.copy();
      }
      check(mailbox, expected);
      long asked = time + random.nextInt(20) - 10;
      assertThat(mailbox.firstBefore(asked))
          .isEqualTo((int) expected.stream().filter(mail -> mail.time >= asked).count());
    }
  }

  private static void check(Mailbox mailbox, List<Mail> expected) {
    assertThat(mailbox.size()).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      float[] values = new float[FEATURES + MEMORY];
      mailbox.readFeatures(i, values, 0);
      mailbox.readMemory(i, values, FEATURES);
      assertThat(mailbox.neighbour(i)).isEqualTo(expected.get(i).neighbour);
      assertThat(mailbox.timeMicros(i)).isEqualTo(expected.get(i).time);
      for (int f = 0; f < FEATURES; f++) {
        assertThat(values[f]).isEqualTo(expected.get(i).features[f]);
      }
      for (int d = 0; d < MEMORY; d++) {
        assertThat(values[FEATURES + d]).isEqualTo(expected.get(i).memory[d]);
      }
    }
  }
}
