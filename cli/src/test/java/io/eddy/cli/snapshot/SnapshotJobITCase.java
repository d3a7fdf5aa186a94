package io.eddy.cli.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.Progress;
import io.eddy.cli.scoring.LocalScoring;
import io.eddy.config.Settings;
import io.eddy.jobs.featurestore.FeatureStoreOptions;
import io.eddy.jobs.featurestore.StoreKind;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.jobs.support.RedisUnderTest;
import io.eddy.jobs.support.SnapshotBundles;
import io.eddy.schemas.topics.ConnectionOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The snapshot job with a real broker and a real Redis. */
@Tag("heavy")
class SnapshotJobITCase {
  private static final int KILLS = 6;

  /** Snapshots that a kill may cost: those on their way to the embedding operator, and in it. */
  private static final int LOST_BY_A_KILL = 4;

  private static final String GONE = "eddy.store.redis.gone";

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();
  @RegisterExtension static final RedisUnderTest REDIS = new RedisUnderTest();

  @TempDir Path folder;

  @Test
  void mathoverflowEveryThirtyDaysIsTheSameInEveryStore() {
    DataCatalog catalog = DataCatalog.standard();
    assumeThat(catalog.path("mathoverflow")).as("the file of mathoverflow").isPresent();
    List<DataEvent> events = catalog.open("mathoverflow", Progress.NONE).events();
    Settings settings =
        settings("mathoverflow")
            .with(SnapshotOptions.INTERVAL, "30 d")
            .with(SnapshotOptions.WINDOW, "90 d");
    SnapshotRun run = new SnapshotRun(settings, events);
    assertThat(run.expected()).hasSizeGreaterThan(70);
    run.send();
    try (LocalScoring job = LocalScoring.start(SnapshotCommand.JOB, settings, 0)) {
      run.await(
          "the last snapshot in every store",
          () -> {
            job.requireAlive();
            return run.isThrough();
          });
    }
    assertThat(run.written()).isEqualTo(run.expected().keySet());
    run.assertWholeSnapshotsOnly();
  }

  @Test
  void redisGoneForAWhileLosesNothingAndFailsNothing() {
    REDIS.assumeRestartable();
    Settings settings = streamSettings("gone");
    SnapshotRun run = new SnapshotRun(settings, SnapshotRun.stream(3, 20_000, 500));
    run.send(0, 0.3);
    try (LocalScoring job = LocalScoring.start(SnapshotCommand.JOB, settings, 0)) {
      JobMetrics metrics = new JobMetrics(job.dashboard());
      run.await("a snapshot in Redis", () -> run.newest(StoreKind.REDIS).isPresent());
      run.await("the report of Redis", () -> metrics.value(GONE) == 0);
      REDIS.stop();
      try {
        run.send(0.3, 1);
        run.await(
            "the last snapshot in the files",
            () -> run.newest(StoreKind.PARQUET).equals(Optional.of(run.expected().lastKey())));
        run.await("the report that Redis is gone", () -> metrics.value(GONE) == 1);
      } finally {
        REDIS.start();
      }
      run.await("the last snapshot in every store", run::isThrough);
      run.await("the report that Redis is back", () -> metrics.value(GONE) == 0);
      job.requireAlive();
    }
    assertThat(run.written()).isEqualTo(run.expected().keySet());
    run.assertWholeSnapshotsOnly();
  }

  /**
   * The process of {@code eddy snapshot} is killed again and again while it makes one snapshot
   * after the other. Some of them may be missing then; no store has part of one.
   */
  @Test
  void killedInTheMidstOfSnapshotsNoStoreHasPartOfOne() throws Exception {
    Settings settings = streamSettings("kill");
    SnapshotRun run = new SnapshotRun(settings, SnapshotRun.stream(4, 120_000, 3_000));
    run.send();
    int step = run.expected().size() / (KILLS + 1);
    List<Long> newestAtKill = new ArrayList<>();
    Process process = start(settings);
    try {
      for (int kill = 0; kill < KILLS; kill++) {
        long until = run.expected().firstKey() + (long) step * (kill + 1);
        awaitSnapshot(run, process, until);
        process.destroyForcibly().waitFor();
        run.assertWholeSnapshotsOnly();
        newestAtKill.add(run.newest(StoreKind.PARQUET).orElseThrow());
        process = start(settings);
      }
      Process last = process;
      run.await(
          "the last snapshot in every store",
          () -> {
            assertThat(last.isAlive()).as("eddy snapshot, see its log in target").isTrue();
            return run.isThrough();
          });
    } finally {
      process.destroyForcibly().waitFor();
    }
    run.assertWholeSnapshotsOnly();
    assertThat(run.written())
        .hasSizeGreaterThanOrEqualTo(run.expected().size() - KILLS * LOST_BY_A_KILL);
    for (long newest : newestAtKill) {
      assertThat(run.written())
          .as("the next one behind a kill at %d", newest)
          .anyMatch(id -> id > newest && id <= newest + LOST_BY_A_KILL + 1);
    }
  }

  private static void awaitSnapshot(SnapshotRun run, Process process, long id) {
    run.await(
        "snapshot " + id,
        () -> {
          assertThat(process.isAlive()).as("eddy snapshot, see its log in target").isTrue();
          return run.newest(StoreKind.PARQUET).orElse(Long.MIN_VALUE) >= id;
        });
  }

  /** {@code eddy snapshot} in a process of its own. */
  private static Process start(Settings settings) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String packageName : List.of("util", "lang", "time", "nio")) {
      command.add("--add-opens=java.base/java." + packageName + "=ALL-UNNAMED");
    }
    command.add("-Xmx1g");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.eddy.cli.Eddy");
    command.add("snapshot");
    command.add("--dashboard-port=0");
    settings.asMap().forEach((key, value) -> command.add("-D" + key + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-snapshot.log")))
        .start();
  }

  private Settings streamSettings(String name) {
    return settings(name)
        .with(SnapshotOptions.INTERVAL, "100 s")
        .with(SnapshotOptions.WINDOW, "500 s");
  }

  private Settings settings(String name) {
    return Settings.empty()
        .with(ConnectionOptions.BOOTSTRAP, KAFKA.bootstrapServers())
        .with(ConnectionOptions.PREFIX, name)
        .with(ScoringOptions.CHECKPOINT_INTERVAL, "500 ms")
        .with(ScoringOptions.CHECKPOINT_DIR, folder.resolve("checkpoints").toString())
        .with(SnapshotOptions.BUNDLE, SnapshotBundles.write(folder.resolve("bundle"), 5).toString())
        .with(SnapshotOptions.OVERRUN, "wait")
        .with(FeatureStoreOptions.STORES, "parquet,topic,redis")
        .with(FeatureStoreOptions.PARQUET_DIR, folder.resolve("features").toString())
        .with(FeatureStoreOptions.PROJECT, name)
        .with(FeatureStoreOptions.REDIS_URI, REDIS.uri())
        .with(FeatureStoreOptions.RETRY, "200 ms");
  }
}
