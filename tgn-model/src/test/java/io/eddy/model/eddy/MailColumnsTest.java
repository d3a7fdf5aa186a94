package io.eddy.model.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.eddy.memory.ranker.CandidateState;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailColumnsTest {
  private static final int WIDTH = 8;
  private static final int OFFSET = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void columnsAreThoseOfAScanOverTheMails(long seed) {
    Random random = new Random(seed);
    CandidateState state = new CandidateState(new RankerScales(RankerSettings.wikipedia()));
    for (int i = 0; i < 12; i++) {
      state.put("v" + i);
    }
    MailColumns columns = new MailColumns();
    for (int query = 0; query < 50; query++) {
      Mails mails = mails(random);
      int[] chosen = random.ints(0, 12).distinct().limit(1 + random.nextInt(12)).toArray();
      float[] rows = new float[chosen.length * WIDTH];
      columns.write(mails, state, chosen, chosen.length, rows, WIDTH, OFFSET);
      for (int i = 0; i < chosen.length; i++) {
        float[] row = Arrays.copyOfRange(rows, i * WIDTH, (i + 1) * WIDTH);
        int first = Arrays.asList(mails.neighbours()).indexOf("v" + chosen[i]);
        String id = "v" + chosen[i];
        long count = Arrays.stream(mails.neighbours()).filter(id::equals).count();
        assertThat(row[OFFSET]).isEqualTo(first < 0 ? 0 : 1f / (1 + first));
        double gap = first < 0 ? 15 : Math.log1p(mails.elapsedSeconds()[first]);
        assertThat((double) row[OFFSET + 1]).isCloseTo(gap, within(1e-5));
        assertThat((double) row[OFFSET + 2]).isCloseTo(Math.log1p(count), within(1e-5));
        row[OFFSET] = 0;
        row[OFFSET + 1] = 0;
        row[OFFSET + 2] = 0;
        assertThat(row).containsOnly(0);
      }
    }
  }

  /** Some of which are of nodes that are no candidates. */
  private static Mails mails(Random random) {
    int size = random.nextInt(10);
    String[] neighbours = new String[size];
    float[] elapsed = new float[size];
    for (int i = 0; i < size; i++) {
      neighbours[i] = random.nextInt(3) == 0 ? "u" + i : "v" + random.nextInt(12);
      elapsed[i] = (i == 0 ? 0 : elapsed[i - 1]) + random.nextInt(5_000);
    }
    return new Mails(neighbours, elapsed);
  }
}
