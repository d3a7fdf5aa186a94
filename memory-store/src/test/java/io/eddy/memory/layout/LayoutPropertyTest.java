package io.eddy.memory.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.pair.PairHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts over random values: whole, truncated and damaged. */
class LayoutPropertyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void readsBackWhatItWrote(long seed) throws IOException {
    Random random = new Random(seed);
    PairHistory history = history(random);
    CandidateCard card = card(random);

    assertThat(read(PairHistoryLayout.INSTANCE, write(PairHistoryLayout.INSTANCE, history)))
        .isEqualTo(history);
    assertThat(read(CandidateCardLayout.INSTANCE, write(CandidateCardLayout.INSTANCE, card)))
        .isEqualTo(card);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsAnEquallyUsableHistory(long seed) throws IOException {
    Random random = new Random(seed);
    PairHistory history = history(random);
    PairHistory restored =
        read(PairHistoryLayout.INSTANCE, write(PairHistoryLayout.INSTANCE, history));
    for (int i = 0; i < 100; i++) {
      String dst = "d" + random.nextInt(30);
      long time = random.nextLong();
      assertThat(restored.visit(dst, time)).isEqualTo(history.visit(dst, time));
    }

    assertThat(restored).isEqualTo(history);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void saysThatTruncatedBytesAreTruncated(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] history = write(PairHistoryLayout.INSTANCE, history(random));
    byte[] card = write(CandidateCardLayout.INSTANCE, card(random));
    for (int length = 0; length < history.length; length++) {
      byte[] part = Arrays.copyOf(history, length);
      assertThatThrownBy(() -> read(PairHistoryLayout.INSTANCE, part))
          .isInstanceOf(CorruptLayoutException.class)
          .hasMessageContaining("pair history ends too early");
    }
    for (int length = 0; length < card.length; length++) {
      byte[] part = Arrays.copyOf(card, length);
      assertThatThrownBy(() -> read(CandidateCardLayout.INSTANCE, part))
          .isInstanceOf(CorruptLayoutException.class)
          .hasMessageContaining("candidate card ends too early");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void neverFailsOtherThanSayingThatBytesAreDamaged(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] whole = write(PairHistoryLayout.INSTANCE, history(random));
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        PairHistory read = read(PairHistoryLayout.INSTANCE, damaged);
        assertThat(read.size()).isLessThanOrEqualTo(read.capacity());
      } catch (CorruptLayoutException e) {
        assertThat(e).hasMessageMatching(".*(damaged|ends too early|expected|does not end).*");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 127, -1})
  void refusesVersionsItDoesNotKnow(int version) throws IOException {
    byte[] bytes = write(CandidateCardLayout.INSTANCE, new CandidateCard("p", 1, 2));
    bytes[0] = (byte) version;

    assertThatThrownBy(() -> read(CandidateCardLayout.INSTANCE, bytes))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("layout version " + version)
        .hasMessageContaining("reads versions 1 to 1");
  }

  private static PairHistory history(Random random) {
    PairHistory history = new PairHistory(1 + random.nextInt(40));
    long time = 1_700_000_000_000_000L;
    for (int i = 0; i < 60; i++) {
      time += random.nextInt(100_000_000) - 1_000_000;
      history.visit("d" + random.nextInt(50), time);
    }
    return history;
  }

  private static CandidateCard card(Random random) {
    return new CandidateCard(
        "page-" + random.nextInt(), 1 + random.nextInt(9999), random.nextLong());
  }

  private static <T> byte[] write(Layout<T> layout, T value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    layout.write(value, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static <T> T read(Layout<T> layout, byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    T value = layout.read(in);
    return value;
  }
}
