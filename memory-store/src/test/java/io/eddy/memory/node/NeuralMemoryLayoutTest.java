package io.eddy.memory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.layout.CorruptLayoutException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout over random memories: whole, used on, truncated and damaged. */
class NeuralMemoryLayoutTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void readsBackWhatItWroteEquallyUsable(long seed) throws IOException {
    Random random = new Random(seed);
    NeuralMemory memory = RandomMemory.of(random);
    NeuralMemory restored = read(write(memory));
    assertThat(restored).isEqualTo(memory).hasSameHashCodeAs(memory);
    for (int i = 0; i < 50; i++) {
      long step = random.nextLong();
      RandomMemory.happen(memory, 1_700_000_000_000_000L + i, new Random(step));
      RandomMemory.happen(restored, 1_700_000_000_000_000L + i, new Random(step));
    }
    assertThat(restored).isEqualTo(memory);
    assertThat(write(restored)).isEqualTo(write(memory));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void saysThatTruncatedBytesAreTruncated(long seed) throws IOException {
    byte[] whole = write(RandomMemory.of(new Random(seed)));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part))
          .isInstanceOf(CorruptLayoutException.class)
          .hasMessageContaining("neural memory ends too early");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void neverFailsOtherThanSayingThatBytesAreDamaged(long seed) throws IOException {
    Random random = new Random(seed);
    byte[] whole = write(RandomMemory.of(random));
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        NeuralMemory read = read(damaged);
        assertThat(read.mailbox().size()).isLessThanOrEqualTo(read.mailbox().capacity());
      } catch (CorruptLayoutException e) {
        assertThat(e).hasMessageMatching(".*(damaged|ends too early|expected|does not end).*");
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static byte[] write(NeuralMemory memory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NeuralMemoryLayout.INSTANCE.write(memory, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static NeuralMemory read(byte[] bytes) throws IOException {
    return NeuralMemoryLayout.INSTANCE.read(new DataInputStream(new ByteArrayInputStream(bytes)));
  }
}
