package io.eddy.jobs.reset;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.event.EdgeRef;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.StreamFilter;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotYetWrittenTest {
  private static final int MAX_PARALLELISM = 128;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSetHasWhatWasTakenInFromItsFirstOffsetsOnAndIsTheSameAfterItWasWrittenAndRead(long seed)
      throws Exception {
    Random random = new Random(seed);
    Map<Integer, Long> firsts = Map.of(0, 0L, 3, 5_000_000_000L);
    Written written = new Written(firsts);
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      int partition = random.nextInt(5);
      long offset = firsts.getOrDefault(partition, 7L) + random.nextInt(600) - 100;
      if (offset < 0) {
        continue;
      }
      written.add(EdgeRef.origin(partition, offset));
      if (firsts.containsKey(partition) && offset >= firsts.get(partition)) {
        expected.add(EdgeRef.origin(partition, offset));
      }
    }
    DataOutputSerializer out = new DataOutputSerializer(64);
    WrittenSerializer.INSTANCE.serialize(written, out);
    Written read =
        WrittenSerializer.INSTANCE.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
    assertThat(read).isEqualTo(written);
    assertThat(read.size()).isEqualTo(expected.size());
    for (int partition = 0; partition < 5; partition++) {
      long first = firsts.getOrDefault(partition, 7L);
      for (long offset = Math.max(0, first - 100); offset < first + 700; offset++) {
        long origin = EdgeRef.origin(partition, offset);
        assertThat(read.contains(origin)).isEqualTo(expected.contains(origin));
      }
    }
  }

  @Test
  void anEventThatWasLateOrProcessedBeforeHasNoSecondResultWhicheverItIsNow() {
    Written scores = written(1);
    Written predictions = written(1, 2);
    Written late = written(3);
    MemoryReset reset =
        new MemoryReset(Map.of(0, 0L), scores, predictions, late, written()).lateOrProcessed();
    assertThat(reset.scores()).isEqualTo(written(1, 3));
    assertThat(reset.predictions()).isEqualTo(written(1, 2, 3));
    assertThat(reset.late()).isEqualTo(written(1, 2, 3));
    assertThat(reset.deadLetters()).isEqualTo(written());
  }

  @Test
  void aJobThatWasNeverResetLetsAllThroughAlsoBehindARestart() throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(null, 1, 0)) {
      harness.open();
      assertThat(through(harness, 1, 2, 3)).containsExactly(1L, 2L, 3L);
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(written(1), 1, 0)) {
      harness.initializeState(state);
      harness.open();
      assertThat(through(harness, 1, 2)).containsExactly(1L, 2L);
    }
  }

  @Test
  void whatWasWrittenStaysKnownInAJobThatGoesOnWithoutTheResetAtAnotherParallelism()
      throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(written(1, 3), 1, 0)) {
      harness.open();
      assertThat(through(harness, 0, 1, 2)).containsExactly(0L, 2L);
      state = harness.snapshot(1, 1);
    }
    for (int subtask = 0; subtask < 2; subtask++) {
      try (var harness = harness(null, 2, subtask)) {
        harness.initializeState(
            AbstractStreamOperatorTestHarness.repartitionOperatorState(
                state, MAX_PARALLELISM, 1, 2, subtask));
        harness.open();
        assertThat(through(harness, 1, 2, 3, 4)).containsExactly(2L, 4L);
      }
    }
  }

  private static Written written(long... offsets) {
    Written written = new Written(Map.of(0, 0L));
    for (long offset : offsets) {
      written.add(EdgeRef.origin(0, offset));
    }
    return written;
  }

  private static List<Long> through(
      OneInputStreamOperatorTestHarness<Long, Long> harness, long... offsets) throws Exception {
    for (long offset : offsets) {
      harness.processElement(EdgeRef.origin(0, offset), 0);
    }
    return harness.extractOutputValues();
  }

  private static OneInputStreamOperatorTestHarness<Long, Long> harness(
      Written given, int parallelism, int subtask) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<Long, Long>(
            new StreamFilter<>(new NotYetWritten<Long>(given, origin -> origin)),
            MAX_PARALLELISM,
            parallelism,
            subtask);
    harness.setup(LongSerializer.INSTANCE);
    return harness;
  }
}
