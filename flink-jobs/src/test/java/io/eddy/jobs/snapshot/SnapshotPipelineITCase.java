package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.parquet.ParquetStore;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.support.Edges;
import io.eddy.jobs.support.SnapshotBundles;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.smpnn.graph.FeaturePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pipeline on a cluster in this process, with edges from a list. */
class SnapshotPipelineITCase {
  @TempDir Path folder;

  /** A watermark behind each event. */
  private static final class EachEvent implements WatermarkGenerator<Incoming> {
    @Override
    public void onEvent(Incoming event, long timestamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(timestamp - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  @ParameterizedTest
  @CsvSource({"1, hashmap", "2, hashmap", "2, rocksdb"})
  void everySnapshotIsThatOfAProgramWithoutFlink(int parallelism, String backend) throws Exception {
    List<Edge> edges = Edges.stream(5, 3_000, 200, 150);
    Settings settings = settings(parallelism).with(ScoringOptions.STATE_BACKEND, backend);
    List<SnapshotReport> reports = run(edges, settings);
    assertThat(reports)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            report -> assertThat(report.outcome()).isEqualTo(SnapshotReport.Outcome.COMPLETE));
    assertEqualToOffline(edges, settings, reports.size());
  }

  private static void assertEqualToOffline(List<Edge> edges, Settings settings, int count) {
    OfflineSnapshot offline = new OfflineSnapshot(settings);
    edges.forEach(offline::add);
    try (SnapshotModel model = SnapshotModel.open(settings);
        ParquetStore files = new ParquetStore(settings)) {
      Set<Long> ids = files.after(Long.MIN_VALUE);
      assertThat(ids).hasSize(count);
      for (long id : ids) {
        EmbeddingSnapshot expected = offline.tick(model, id).orElseThrow();
        EmbeddingSnapshot written = files.snapshot(id).orElseThrow();
        assertThat(written.info()).isEqualTo(expected.info());
        assertThat(written.nodes()).isEqualTo(expected.nodes());
        assertThat(written.vectors()).isEqualTo(expected.vectors());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void onTwoDevicesNoSnapshotIsLostAndTimesAreFeatures(int parallelism) throws Exception {
    List<Edge> edges = Edges.stream(6, 3_000, 200, 150);
    Path bundle =
        SnapshotBundles.write(
            folder.resolve("timed"),
            4,
            SnapshotBundles.OUTPUTS,
            new FeaturePlan(true, 0, "").name());
    Settings settings =
        settings(parallelism)
            .with(SnapshotOptions.BUNDLE, bundle.toString())
            .with(DeviceOptions.DEVICE, "cpu,cpu");
    List<SnapshotReport> reports = run(edges, settings);
    assertThat(reports)
        .hasSizeGreaterThan(20)
        .allSatisfy(
            report -> assertThat(report.outcome()).isEqualTo(SnapshotReport.Outcome.COMPLETE));
    assertEqualToOffline(edges, settings, reports.size());
  }

  @Test
  void aSnapshotThatTakesTooLongIsReportedAndNotWritten() throws Exception {
    List<Edge> edges = Edges.stream(5, 20_000, 6_000, 6_000);
    // One millisecond for graphs of thousands of nodes.
    Settings settings =
        settings(1)
            .with(SnapshotOptions.TIMEOUT, "1 ms")
            .with(SnapshotOptions.WINDOW, "0 ms")
            .with(SnapshotOptions.INTERVAL, "5000 s");
    List<SnapshotReport> reports = run(edges, settings);
    assertThat(reports).isNotEmpty();
    SnapshotReport last = reports.get(reports.size() - 1);
    assertThat(last.outcome()).isEqualTo(SnapshotReport.Outcome.TIMED_OUT);
    assertThat(last.reason()).contains("eddy.snapshot.timeout");
    try (ParquetStore files = new ParquetStore(settings)) {
      assertThat(files.after(Long.MIN_VALUE)).doesNotContain(last.id());
    }
  }

  @Test
  void aStoreThatRefusesFailsTheSnapshotAndNotTheJob() throws Exception {
    // Node ids are texts, so numbers cannot be made of them.
    Settings settings = settings(1).with(FeatureStoreOptions.ENTITY_TYPE, "int64");
    List<SnapshotReport> reports = run(Edges.stream(5, 500, 50, 50), settings);
    assertThat(reports)
        .isNotEmpty()
        .allSatisfy(
            report -> {
              assertThat(report.outcome()).isEqualTo(SnapshotReport.Outcome.FAILED);
              assertThat(report.reason()).contains("eddy.features.entity-type");
            });
  }

  @Test
  void anUnknownModelIsNamed() {
    assertThatThrownBy(
            () ->
                SnapshotModel.load(
                    settings(1).with(SnapshotOptions.BUNDLE, folder.resolve("none").toString())))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("none");
    Path given = SnapshotBundles.write(folder.resolve("given"), 1, 4, "given");
    assertThatThrownBy(
            () -> SnapshotModel.load(settings(1).with(SnapshotOptions.BUNDLE, given.toString())))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("'given'");
    Path narrow =
        SnapshotBundles.write(
            folder.resolve("narrow"), 1, 4, new FeaturePlan(true, 172, "v").name());
    assertThatThrownBy(
            () -> SnapshotModel.load(settings(1).with(SnapshotOptions.BUNDLE, narrow.toString())))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("takes 32 features")
        .hasMessageContaining("184 or more");
  }

  private static List<SnapshotReport> run(List<Edge> edges, Settings settings) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            settings.get(ScoringOptions.PARALLELISM), SnapshotJob.configuration(settings));
    DataStream<Incoming> incoming =
        environment
            .fromData(
                new ArrayList<Incoming>(edges),
                new VersionedTypeInfo<>(IncomingSerializer.INSTANCE))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Incoming>forGenerator(context -> new EachEvent())
                    .withTimestampAssigner((event, before) -> ((Edge) event).ref().timeMillis()))
            .setParallelism(1);
    List<SnapshotReport> reports = new ArrayList<>();
    try (CloseableIterator<SnapshotReport> results =
        SnapshotPipeline.build(incoming, settings).executeAndCollect()) {
      results.forEachRemaining(reports::add);
    }
    return reports;
  }

  private Settings settings(int parallelism) {
    return Settings.empty()
        .with(ScoringOptions.PARALLELISM, "" + parallelism)
        .with(ScoringOptions.CHECKPOINT_INTERVAL, "0 ms")
        .with(DeviceOptions.DEVICE, "cpu")
        .with(SnapshotOptions.BUNDLE, SnapshotBundles.write(folder.resolve("bundle"), 3).toString())
        .with(SnapshotOptions.INTERVAL, "60 s")
        .with(SnapshotOptions.WINDOW, "200 s")
        .with(SnapshotOptions.OVERRUN, "wait")
        .with(FeatureStoreOptions.STORES, "parquet")
        .with(FeatureStoreOptions.PARQUET_DIR, folder.resolve("features").toString());
  }
}
