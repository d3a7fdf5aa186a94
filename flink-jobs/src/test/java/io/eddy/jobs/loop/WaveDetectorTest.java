package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaveDetectorTest {

  @Test
  void anEmptyLoopIsFoundInTwoRounds() {
    WaveDetector waves = new WaveDetector(1);
    assertThat(waves.report(1, 10, 10)).isTrue();
    assertThat(waves.empty()).isFalse();
    assertThat(waves.report(2, 10, 10)).isTrue();
    assertThat(waves.empty()).isTrue();
  }

  @Test
  void aMessageSentBetweenTheRoundsKeepsTheLoopOpen() {
    WaveDetector waves = new WaveDetector(1);
    waves.report(1, 10, 10);
    waves.report(2, 11, 10);
    assertThat(waves.empty()).isFalse();
    waves.report(3, 11, 11);
    assertThat(waves.empty()).isFalse();
    waves.report(4, 11, 11);
    assertThat(waves.empty()).isTrue();
  }

  /** Heads that pass messages on at random; a report goes to all and may be delayed on its way. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void allHeadsAgreeAndNoneIsWrong(long seed) {
    Random random = new Random(seed);
    int heads = 1 + random.nextInt(5);
    Simulation loop = new Simulation(heads, random);
    int steps = 0;
    while (!loop.allEmpty()) {
      loop.step();
      for (int head = 0; head < heads; head++) {
        if (loop.waves.get(head).empty()) {
          assertThat(loop.inFlight()).as("messages in flight when head %d stops", head).isZero();
        }
      }
      assertThat(steps++).isLessThan(1_000_000);
    }
    int rounds = loop.waves.get(0).round();
    assertThat(loop.waves).allSatisfy(waves -> assertThat(waves.round()).isEqualTo(rounds));
  }

  private static final class Simulation {
    private final int heads;
    private final Random random;
    private final List<WaveDetector> waves = new ArrayList<>();
    private final long[] sent;
    private final long[] received;
    private final int[] reported;
    // links[from][to]: hops left of a message (0 or more), or a report as {round, sent, received}.
    private final List<List<List<Object>>> links = new ArrayList<>();

    Simulation(int heads, Random random) {
      this.heads = heads;
      this.random = random;
      sent = new long[heads];
      received = new long[heads];
      reported = new int[heads];
      for (int from = 0; from < heads; from++) {
        waves.add(new WaveDetector(heads));
        List<List<Object>> row = new ArrayList<>();
        for (int to = 0; to < heads; to++) {
          row.add(new ArrayList<>());
        }
        links.add(row);
      }
      for (int i = 0; i < 20; i++) {
        send(random.nextInt(heads), 4);
      }
    }

    void step() {
      int head = random.nextInt(heads);
      int from = random.nextInt(heads);
      List<Object> link = links.get(from).get(head);
      if (!link.isEmpty() && random.nextInt(4) > 0) {
        Object next = link.remove(0);
        if (next instanceof long[] report) {
          waves.get(head).report((int) report[0], report[1], report[2]);
        } else {
          int ttl = (Integer) next;
          for (int i = 0; ttl > 0 && i < random.nextInt(3); i++) {
            send(head, ttl - 1);
          }
          received[head]++;
        }
      } else if (!waves.get(head).empty() && reported[head] < waves.get(head).round()) {
        reported[head] = waves.get(head).round();
        for (int to = 0; to < heads; to++) {
          links.get(head).get(to).add(new long[] {reported[head], sent[head], received[head]});
        }
      }
    }

    boolean allEmpty() {
      return waves.stream().allMatch(WaveDetector::empty);
    }

    long inFlight() {
      return links.stream()
          .flatMap(List::stream)
          .flatMap(List::stream)
          .filter(Integer.class::isInstance)
          .count();
    }

    private void send(int from, int ttl) {
      sent[from]++;
      links.get(from).get(random.nextInt(heads)).add(ttl);
    }
  }
}
