package io.eddy.cli.scoring;

import io.eddy.cli.broker.EmbeddedBroker;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.ingest.EdgeIngest;
import io.eddy.ingest.IngestOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.schemas.topics.ConnectionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The whole of Eddy in this process: broker, topics, ingest, the scoring job and its dashboard.
 *
 * <p>{@link #close} stops the parts in the reverse order of their start, all of them even if one
 * fails to stop.
 */
public final class Stack implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);

  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final Settings settings;
  private final LocalScoring scoring;
  private final EdgeIngest ingest;

  private Stack(Settings given, Path folder, int dashboardPort) throws InterruptedException {
    try {
      EmbeddedBroker broker = start(EmbeddedBroker.start(folder.resolve("broker")));
      settings = in(folder, broker, given);
      int partitions = given.get(ScoringOptions.PARALLELISM);
      try (TopicAdmin topics = TopicAdmin.open(settings)) {
        // One raw partition keeps the order of the replay; edges spread over the job's subtasks.
        topics.create(new TopicLayout(partitions, 1, (short) 1));
      }
      scoring = start(LocalScoring.start(settings, dashboardPort));
      ingest = start(EdgeIngest.start(settings));
      ingest.awaitRunning(START_PATIENCE);
      scoring.awaitRunning(START_PATIENCE);
    } catch (RuntimeException | InterruptedException e) {
      // The parts wait for their own end, which an interrupted thread cannot.
      boolean interrupted = Thread.interrupted();
      closeAfter(e);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  /**
   * Starts everything; returns when the job's operators run.
   *
   * @param settings valid settings; broker address and folders are set by the stack
   * @param folder where broker, ingest and checkpoints keep their data
   * @param dashboardPort port of Flink's dashboard; 0 for any free one
   */
  public static Stack start(Settings settings, Path folder, int dashboardPort)
      throws InterruptedException {
    return new Stack(settings, folder, dashboardPort);
  }

  /** The settings with the broker's address in them. */
  public Settings settings() {
    return settings;
  }

  /** The scoring job. */
  public LocalScoring scoring() {
    return scoring;
  }

  /**
   * Checks that ingest and the job are alive.
   *
   * @throws RuntimeException if one has ended, saying why
   */
  public void requireAlive() {
    scoring.requireAlive();
    // Throws if ingest has failed.
    ingest.termination().getNow(null);
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        RuntimeException failure =
            e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static Settings in(Path folder, EmbeddedBroker broker, Settings given) {
    Settings settings =
        given
            .with(ConnectionOptions.BOOTSTRAP, broker.bootstrapServers())
            .with(IngestOptions.STATE_DIR, folder.resolve("ingest").toString())
            .with(ScoringOptions.CHECKPOINT_DIR, folder.resolve("checkpoints").toString());
    // A replay passes through months in seconds; RocksDB would open a store for every few hours.
    return given.has(IngestOptions.DEDUPE_STORE)
        ? settings
        : settings.with(IngestOptions.DEDUPE_STORE, "memory");
  }

  private <T extends AutoCloseable> T start(T part) {
    parts.push(part);
    return part;
  }

  private void closeAfter(Exception cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }
}
