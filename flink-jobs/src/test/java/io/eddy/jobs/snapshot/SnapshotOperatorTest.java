package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import io.eddy.jobs.support.SnapshotBundles;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotOperatorTest {
  private static final long TICK = 100;

  @TempDir Path folder;

  /**
   * One subtask had sent its part of snapshot 5 before the checkpoint, the other sends it after.
   */
  @Test
  void aSnapshotThatWasUnfinishedAtACheckpointIsLostAsAWhole() throws Exception {
    OperatorSubtaskState state;
    try (var before = harness(settings(), 2)) {
      before.open();
      before.processElement(row(5, "a", "b"), 0);
      state = before.snapshot(1, 1);
    }
    try (var after = harness(settings(), 2)) {
      after.initializeState(state);
      after.open();
      assertThat(after.extractOutputValues())
          .extracting(SnapshotReport::id, SnapshotReport::outcome)
          .containsExactly(tuple(5L, Outcome.LOST));
      after.processElement(row(5, "c", "d"), 0);
      after.processElement(row(6, "a", "b"), 0);
      after.processWatermark(7 * TICK);
      await(after, 2);
      assertThat(last(after).outcome()).isEqualTo(Outcome.COMPLETE);
      assertThat(last(after).id()).isEqualTo(6);
    }
    assertWritten(6);
  }

  /** Killed after the snapshot was computed, and before a checkpoint knew that. */
  @Test
  void aSnapshotThatIsInTheFilesIsNotLost() throws Exception {
    OperatorSubtaskState state;
    try (var before = harness(settings(), 1)) {
      before.open();
      before.processElement(row(5, "a", "b"), 0);
      state = before.snapshot(1, 1);
      before.processWatermark(5 * TICK);
      await(before, 1);
    }
    assertWritten(5);
    try (var after = harness(settings(), 1)) {
      after.initializeState(state);
      after.open();
      assertThat(after.extractOutputValues()).isEmpty();
      after.processElement(row(6, "a", "b"), 0);
      after.processWatermark(6 * TICK);
      await(after, 1);
      assertThat(last(after).outcome()).isEqualTo(Outcome.COMPLETE);
    }
    assertWritten(5, 6);
  }

  @Test
  void aSnapshotWaitsForTheWatermark() throws Exception {
    try (var harness = harness(settings(), 2)) {
      harness.open();
      harness.processElement(row(5, "a", "b"), 0);
      harness.processElement(row(6, "a", "c"), 0);
      harness.processElement(row(5, "b", "c"), 0);
      harness.processWatermark(5 * TICK - 1);
      assertThat(harness.getTaskMailbox().hasMail()).isFalse();
      harness.processWatermark(5 * TICK);
      await(harness, 1);
      assertThat(last(harness).id()).isEqualTo(5);
      assertThat(last(harness).nodes()).isEqualTo(3);
      assertThat(last(harness).edges()).isEqualTo(2);
    }
    assertWritten(5);
  }

  @Test
  void ofSnapshotsThatComeTooFastTheNewestWaitsAndTheOthersAreReported() throws Exception {
    try (var harness = harness(settings(), 1)) {
      harness.open();
      for (int id = 1; id <= 4; id++) {
        harness.processElement(row(id, "a", "b" + id), 0);
      }
      // All at once: the end of the first is heard only when the mailbox is looked into.
      harness.processWatermark(4 * TICK);
      assertThat(harness.extractOutputValues())
          .extracting(SnapshotReport::id, SnapshotReport::outcome, SnapshotReport::edges)
          .containsExactly(tuple(2L, Outcome.SKIPPED, 1L), tuple(3L, Outcome.SKIPPED, 1L));
      await(harness, 4);
    }
    assertWritten(1, 4);
  }

  @Test
  void byTheClockASnapshotIsWholeWhenEverySubtaskHasSentItsPart() throws Exception {
    Settings settings = settings().with(SnapshotOptions.TICKS, "wall-time");
    try (var harness = harness(settings, 2)) {
      harness.open();
      // The second subtask starts only after tick 5.
      harness.processElement(row(5, "a", "b"), 0);
      harness.processElement(new SnapshotPart.End(5, 10, 0), 0);
      harness.processElement(row(6, "a", "b"), 0);
      harness.processElement(new SnapshotPart.End(6, 77, 0), 0);
      harness.processElement(new SnapshotPart.End(6, 99, 1), 0);
      await(harness, 2);
      assertThat(harness.extractOutputValues())
          .extracting(SnapshotReport::id, SnapshotReport::outcome)
          .containsExactly(tuple(5L, Outcome.INCOMPLETE), tuple(6L, Outcome.COMPLETE));
    }
    assertWritten(6);
  }

  private void assertWritten(long... ids) {
    try (ParquetStore files = new ParquetStore(settings())) {
      assertThat(files.after(Long.MIN_VALUE).stream().mapToLong(id -> id).toArray()).isEqualTo(ids);
    }
  }

  /** Runs what comes into the mailbox until there are so many reports. */
  private static void await(
      OneInputStreamOperatorTestHarness<SnapshotPart, SnapshotReport> harness, int reports)
      throws Exception {
    while (harness.extractOutputValues().size() < reports) {
      harness.getTaskMailbox().take(0).run();
    }
  }

  private static SnapshotReport last(
      OneInputStreamOperatorTestHarness<SnapshotPart, SnapshotReport> harness) {
    List<SnapshotReport> reports = harness.extractOutputValues();
    return reports.get(reports.size() - 1);
  }

  private static SnapshotPart row(long id, String node, String other) {
    return new SnapshotPart.Row(id, id * TICK * 1_000, node, List.of(other), new float[] {1}, null);
  }

  private static OneInputStreamOperatorTestHarness<SnapshotPart, SnapshotReport> harness(
      Settings settings, int senders) throws Exception {
    var harness =
        new OneInputStreamOperatorTestHarness<SnapshotPart, SnapshotReport>(
            new SnapshotOperatorFactory(settings, senders));
    harness.setup(SnapshotReportSerializer.INSTANCE);
    return harness;
  }

  private Settings settings() {
    return Settings.empty()
        .with(ScoringOptions.PARALLELISM, "1")
        .with(DeviceOptions.DEVICE, "cpu")
        .with(SnapshotOptions.BUNDLE, SnapshotBundles.write(folder.resolve("bundle"), 3).toString())
        .with(SnapshotOptions.INTERVAL, TICK + " ms")
        .with(FeatureStoreOptions.STORES, "parquet")
        .with(FeatureStoreOptions.PARQUET_DIR, folder.resolve("features").toString());
  }
}
