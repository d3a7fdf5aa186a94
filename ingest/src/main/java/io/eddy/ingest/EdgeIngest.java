package io.eddy.ingest;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.ingest.internal.run.BrokerCheck;
import io.eddy.ingest.internal.run.StreamsProperties;
import io.eddy.ingest.internal.topology.EdgeTopology;
import io.eddy.ingest.mapping.Mapping;
import io.eddy.ingest.mapping.MappingFile;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.registry.SchemaRegistry;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * A running ingest: raw topic in; edges, dead letters and status out, exactly once.
 *
 * <p>Thread-safe. It works on its own threads from {@link #start} to {@link #close}. If it fails,
 * all of them stop, nothing of the open transaction becomes visible, and {@link #termination} says
 * why; a new start goes on where the last transaction ended.
 */
public final class EdgeIngest implements AutoCloseable {
  /** Where an ingest is in its life. */
  public enum State {
    /** Joining the group or restoring state; also again after the group changed. */
    STARTING,
    RUNNING,
    FAILED,
    CLOSED
  }

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

  private final KafkaStreams streams;
  private final Mapping mapping;
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Void> termination = new CompletableFuture<>();

  private EdgeIngest(KafkaStreams streams, Mapping mapping) {
    this.streams = streams;
    this.mapping = mapping;
  }

  /**
   * Checks settings, mapping, broker and topics, and starts.
   *
   * @throws InvalidSettingsException if settings or mapping have mistakes; lists all of them
   * @throws IngestException if no broker answers in time, or a topic is missing or does not fit
   */
  public static EdgeIngest start(Settings settings) {
    Mapping mapping = mapping(settings);
    SchemaRegistry registry = SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY));
    String prefix = settings.get(ConnectionOptions.PREFIX);
    String raw = Topic.EDGES_RAW.name(prefix);
    Map<String, Integer> partitions =
        BrokerCheck.ingestPartitions(
            ClientProperties.of(settings), prefix, settings.get(IngestOptions.START_TIMEOUT));
    Properties properties = StreamsProperties.of(settings);
    Topology topology =
        EdgeTopology.build(
            properties,
            settings,
            mapping,
            registry,
            InstantSource.system(),
            partitions.getOrDefault(raw, 1));
    try {
      KafkaStreams streams = new KafkaStreams(topology, properties);
      EdgeIngest ingest = new EdgeIngest(streams, mapping);
      try {
        ingest.run();
      } catch (KafkaException e) {
        streams.close();
        throw e;
      }
      return ingest;
    } catch (KafkaException e) {
      throw new IngestException("ingest cannot start: " + reason(e), e);
    }
  }

  /**
   * The mapping that the settings choose: a file, or Eddy's own records.
   *
   * @throws InvalidSettingsException listing all mistakes of settings and file
   */
  public static Mapping mapping(Settings settings) {
    List<String> problems = new ArrayList<>();
    for (var option : IngestOptions.ALL) {
      try {
        settings.get(option);
      } catch (InvalidSettingsException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    String file = settings.get(IngestOptions.MAPPING);
    int length = settings.get(IngestOptions.FEATURES_LENGTH);
    if (file.isEmpty()) {
      return Mapping.standard(Mapping.Format.JSON, length);
    }
    if (settings.has(IngestOptions.FEATURES_LENGTH)) {
      throw new InvalidSettingsException(
          List.of(
              "%s: '%d': not together with %s; declare features in '%s'"
                  .formatted(
                      IngestOptions.FEATURES_LENGTH.key(),
                      length,
                      IngestOptions.MAPPING.key(),
                      file)));
    }
    return MappingFile.read(Path.of(file));
  }

  private void run() {
    streams.setUncaughtExceptionHandler(
        failure -> {
          fail(failure);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.setStateListener(
        (now, before) -> {
          if (now == KafkaStreams.State.RUNNING) {
            running.complete(null);
          }
        });
    streams.start();
  }

  private void fail(Throwable failure) {
    IngestException exception = new IngestException("ingest stopped: " + reason(failure), failure);
    running.completeExceptionally(exception);
    termination.completeExceptionally(exception);
  }

  /** Where it is in its life. */
  public State state() {
    if (termination.isCompletedExceptionally()) {
      return State.FAILED;
    }
    if (termination.isDone()) {
      return State.CLOSED;
    }
    return streams.state() == KafkaStreams.State.RUNNING ? State.RUNNING : State.STARTING;
  }

  /** The mapping that it reads records by. */
  public Mapping mapping() {
    return mapping;
  }

  /**
   * Waits until it has its partitions and its state.
   *
   * @throws IngestException if it fails meanwhile, or takes longer
   */
  public void awaitRunning(Duration timeout) {
    try {
      running.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IngestException failure
          ? failure
          : new IngestException("ingest stopped: " + reason(e), e);
    } catch (TimeoutException e) {
      throw new IngestException(
          "ingest is not running after %d s, state %s; the log says what it waits for"
              .formatted(timeout.toSeconds(), streams.state()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IngestException("interrupted while waiting for ingest to run", e);
    }
  }

  /** Completes on {@link #close}, or with an {@link IngestException} when ingest fails. */
  public CompletableFuture<Void> termination() {
    return termination.copy();
  }

  /**
   * Ends the open transaction and stops; does nothing the second time.
   *
   * @throws IngestException if it does not stop within 30 seconds; what was not committed by then
   *     is taken again at the next start
   */
  @Override
  public void close() {
    close(CLOSE_TIMEOUT);
  }

  void close(Duration timeout) {
    // Leaving lets the next start begin at once instead of after the session timeout.
    boolean clean =
        streams.close(
            CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(timeout));
    IngestException closed = new IngestException("ingest was closed before it ran", null);
    running.completeExceptionally(closed);
    if (clean) {
      termination.complete(null);
      return;
    }
    IngestException failure =
        new IngestException(
            "ingest did not stop within " + timeout.toSeconds() + " s; is the broker gone?", null);
    if (termination.completeExceptionally(failure)) {
      throw failure;
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String rootText = root.getClass().getSimpleName() + ": " + root.getMessage();
    return root == failure ? rootText : failure.getMessage() + " (" + rootText + ")";
  }
}
