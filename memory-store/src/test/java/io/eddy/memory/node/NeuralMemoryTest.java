package io.eddy.memory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeuralMemoryTest {
  private final NeuralMemory memory = new NeuralMemory(MemoryShape.single(2, 1, 3));

  @Test
  void aNewNodeHasTheZeroVectorAndCountsFromTheOrigin() {
    assertThat(memory.memory()).containsExactly(0, 0);
    assertThat(memory.updates()).isZero();
    assertThat(memory.sinceUpdate(50, 20)).isEqualTo(30);
    assertThat(memory.lastSeenMicros()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void timeNeverMovesBackwards() {
    assertThat(memory.update(new float[] {1, 2}, 100)).isFalse();
    assertThat(memory.sinceUpdate(60, 0)).isZero();

    assertThat(memory.update(new float[] {3, 4}, 60)).isTrue();

    assertThat(memory.lastUpdateMicros()).isEqualTo(100);
    assertThat(memory.memory()).containsExactly(3, 4);
    assertThat(memory.sinceUpdate(130, 0)).isEqualTo(30);
    assertThat(memory.updates()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void timeNeverMovesBackwardsWhateverHappens(long seed) {
    Random random = new Random(seed);
    NeuralMemory any = new NeuralMemory(RandomMemory.shape(random));
    for (int i = 0; i < 300; i++) {
      long seen = any.lastSeenMicros();
      long updated = any.lastUpdateMicros();
      RandomMemory.happen(any, random.nextInt(1_000), random);
      assertThat(any.lastSeenMicros()).isGreaterThanOrEqualTo(seen);
      assertThat(any.lastUpdateMicros()).isGreaterThanOrEqualTo(updated);
      for (int mail = 1; mail < any.mailbox().size(); mail++) {
        assertThat(any.mailbox().timeMicros(mail))
            .isLessThanOrEqualTo(any.mailbox().timeMicros(mail - 1));
      }
    }
  }

  @Test
  void aCopyIsIndependent() {
    memory.update(new float[] {1, 2}, 1);
    memory.mailbox().add("a", 1, new float[1], new float[2]);
    NeuralMemory copy = memory.copy();
    assertThat(copy).isEqualTo(memory).hasSameHashCodeAs(memory);

    copy.update(new float[] {9, 9}, 2);
    copy.mailbox().refresh("a", new float[] {7, 7});

    float[] kept = new float[2];
    memory.mailbox().readMemory(0, kept, 0);
    assertThat(kept).containsExactly(0, 0);
    assertThat(memory.memory()).containsExactly(1, 2);
    assertThat(copy).isNotEqualTo(memory);
  }

  /** What many nodes are told lies in memory once, and none of them changes it. */
  @Test
  void mailsShareWhatTheirNodesAreTold() {
    NeuralMemory other = new NeuralMemory(memory.shape());
    float[] told = {3, 4};
    for (NeuralMemory node : List.of(memory, other)) {
      for (int time = 1; time <= 3; time++) {
        node.mailbox().add("a", time, new float[1], new float[2]);
      }
      node.mailbox().refresh("a", told);
    }
    told[0] = 5;
    float[] kept = new float[2];
    memory.mailbox().readMemory(0, kept, 0);
    assertThat(kept).as("the very array").containsExactly(5, 4);

    for (int time = 4; time <= 6; time++) {
      memory.mailbox().add("b", time, new float[1], new float[] {9, 9});
    }
    other.mailbox().readMemory(0, kept, 0);
    assertThat(kept).as("of the other, when the mails here are displaced").containsExactly(5, 4);
  }

  /** A checkpoint reads what it has of a node while events go on changing the copy, and so on. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingThatHappensToOneOfTwoCopiesChangesTheOther(long seed) throws IOException {
    Random random = new Random(seed);
    List<NeuralMemory> kept = new ArrayList<>();
    List<byte[]> bytes = new ArrayList<>();
    NeuralMemory any = RandomMemory.of(random);
    for (int time = 0; time < 200; time++) {
      if (random.nextInt(10) == 0) {
        NeuralMemory copy = any.copy();
        assertThat(copy).isEqualTo(any);
        boolean swapped = random.nextBoolean();
        kept.add(swapped ? copy : any);
        bytes.add(bytes(any));
        any = swapped ? any : copy;
      }
      RandomMemory.happen(any, time, random);
      for (int i = 0; i < kept.size(); i++) {
        assertThat(bytes(kept.get(i))).isEqualTo(bytes.get(i));
      }
    }
  }

  private static byte[] bytes(NeuralMemory memory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NeuralMemoryLayout.INSTANCE.write(memory, new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  @Test
  void halfPrecisionKeepsElevenSignificantBits() {
    NeuralMemory half = new NeuralMemory(MemoryShape.half(3, 0, 1));
    half.update(new float[] {1f / 3, -1e6f, 0.5f}, 1);

    assertThat(half.memory()[0]).isCloseTo(1f / 3, within(1f / 3 / 2048));
    assertThat(half.memory()[1]).isEqualTo(-65504f);
    assertThat(half.memory()[2]).isEqualTo(0.5f);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsRefusedAndChangesNothing(float bad) {
    memory.update(new float[] {1, 2}, 1);
    NeuralMemory before = memory.copy();

    assertThatThrownBy(() -> memory.update(new float[] {0, bad}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component 1 of a memory is " + bad);
    assertThatThrownBy(() -> memory.mailbox().add("a", 2, new float[] {bad}, new float[] {0, 0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("features of a mail");
    assertThat(memory).isEqualTo(before);
  }

  @Test
  void dimensionsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> memory.update(new float[3], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a memory has 3 components; expected 2");
    assertThatThrownBy(() -> MemoryShape.single(0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory dimension is 0; expected 1 to 16384");
    assertThatThrownBy(() -> MemoryShape.single(16384, 0, 1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keep fewer mails");
  }
}
