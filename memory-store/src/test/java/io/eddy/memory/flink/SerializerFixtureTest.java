package io.eddy.memory.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.pair.PairHistory;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * State as earlier releases wrote it: serializer snapshot and value, checked in. A fixture is never
 * changed; a new layout version adds one.
 */
class SerializerFixtureTest {

  static Stream<Arguments> versionsSoFar() {
    PairHistory history = new PairHistory(3);
    history.visit("page-1", 1_700_000_000_000_000L);
    history.visit("page-2", 1_700_000_000_500_000L);
    history.visit("page-1", 1_700_000_001_000_000L);
    history.visit("Größe", 1_700_000_001_000_000L);
    history.visit("page-4", 1_700_000_002_000_000L);
    return Stream.of(
        Arguments.of("pair-history-v1", PairHistorySerializer.INSTANCE, history),
        Arguments.of(
            "candidate-card-v1",
            CandidateCardSerializer.INSTANCE,
            new CandidateCard("page-1", 1234, 1_700_000_001_000_000L)),
        Arguments.of(
            "unseen-candidate-card-v1",
            CandidateCardSerializer.INSTANCE,
            CandidateCard.unseen("page-9")),
        Arguments.of(
            "neural-memory-v1",
            NeuralMemorySerializer.INSTANCE,
            neural(MemoryShape.single(3, 2, 2))),
        Arguments.of(
            "half-neural-memory-v1",
            NeuralMemorySerializer.INSTANCE,
            neural(MemoryShape.half(3, 2, 2))));
  }

  /** A node with a full mailbox that has gone round once. */
  private static NeuralMemory neural(MemoryShape shape) {
    NeuralMemory memory = new NeuralMemory(shape);
    memory.update(new float[] {0.5f, -1.25f, 3e-5f}, 1_700_000_001_000_000L);
    memory.update(new float[] {0.1f, -0.2f, 0.3f}, 1_700_000_000_000_000L);
    Mailbox mails = memory.mailbox();
    mails.add("page-1", 1_700_000_000_000_000L, new float[] {1, 2}, new float[] {1, 0, 0});
    mails.add("Größe", 1_700_000_000_500_000L, new float[] {3, 4}, new float[] {0, 1, 0});
    mails.add("page-3", 1_700_000_000_400_000L, new float[] {5, 6}, new float[] {0, 0, 1});
    mails.refresh("Größe", new float[] {0.75f, 0.5f, 0.25f});
    return memory;
  }

  @ParameterizedTest
  @MethodSource("versionsSoFar")
  <T> void restoresStateOfEveryVersion(String fixture, TypeSerializer<T> current, T expected)
      throws IOException {
    TypeSerializerSnapshot<T> old = Bytes.snapshot(Bytes.fixture(fixture + ".snapshot"));

    assertThat(current.snapshotConfiguration().resolveSchemaCompatibility(old).isIncompatible())
        .isFalse();
    assertThat(Bytes.value(old.restoreSerializer(), Bytes.fixture(fixture + ".value")))
        .isEqualTo(expected);
  }

  /** Fails when a layout changes without a new version. */
  @ParameterizedTest
  @MethodSource("versionsSoFar")
  <T> void writesTheNewestVersionAsItsFixtureHasIt(
      String fixture, TypeSerializer<T> current, T value) throws IOException {
    assertThat(Bytes.of(current, value)).isEqualTo(Bytes.fixture(fixture + ".value"));
    assertThat(Bytes.ofSnapshot(current.snapshotConfiguration()))
        .isEqualTo(Bytes.fixture(fixture + ".snapshot"));
  }
}
