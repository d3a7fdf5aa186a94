package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.CheckpointDirectory;
import io.eddy.jobs.scoring.ScoringOptions;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/**
 * A job of Eddy's running in this process, with Flink's dashboard on localhost: the scoring job, or
 * another {@link LocalJob}.
 *
 * <p>With a checkpoint folder it goes on from the newest complete checkpoint there, if there is
 * one.
 */
public final class LocalScoring implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final Duration STABLE = Duration.ofMinutes(10);

  private final LocalJob what;
  private final MiniCluster cluster;
  private final JobID job;
  private final CompletableFuture<JobResult> result;
  private final URI dashboard;
  private final Optional<String> resumedFrom;
  private long lastFailureMillis = Long.MIN_VALUE;

  private LocalScoring(
      LocalJob what, MiniCluster cluster, JobID job, URI dashboard, Optional<String> resumedFrom) {
    this.what = what;
    this.cluster = cluster;
    this.job = job;
    this.result = cluster.requestJobResult(job);
    this.dashboard = dashboard;
    this.resumedFrom = resumedFrom;
  }

  /**
   * Starts the scoring job; returns when it is submitted.
   *
   * @param settings valid settings
   * @param dashboardPort port of the dashboard; 0 for any free one
   * @throws CommandException if the port is taken or the cluster does not start
   */
  public static LocalScoring start(Settings settings, int dashboardPort) {
    return start(LocalJob.SCORING, settings, dashboardPort);
  }

  /** Starts a job; else as {@link #start(Settings, int)}. */
  public static LocalScoring start(LocalJob what, Settings settings, int dashboardPort) {
    return start(what, settings, dashboardPort, () -> {});
  }

  /**
   * Starts a job; else as {@link #start(Settings, int)}.
   *
   * @param beforeSubmit is run when nothing is left that could keep the job from starting
   */
  static LocalScoring start(
      LocalJob what, Settings settings, int dashboardPort, Runnable beforeSubmit) {
    Configuration configuration = what.configuration().apply(settings);
    if (!settings.get(ScoringOptions.CHECKPOINT_INTERVAL).isZero()) {
      restarts(configuration, settings.get(ScoringOptions.RESTART_ATTEMPTS));
    }
    configuration.set(RestOptions.BIND_PORT, Integer.toString(dashboardPort));
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(RestOptions.ADDRESS, "localhost");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(settings.get(ScoringOptions.PARALLELISM))
                .build());
    try {
      cluster.start();
      Optional<String> checkpoint =
          what.resumes()
              ? CheckpointDirectory.latest(settings.get(ScoringOptions.CHECKPOINT_DIR))
              : Optional.empty();
      JobGraph graph = graph(what, settings, configuration);
      checkpoint.ifPresent(
          path -> {
            RestoreCheck.requirePlaceForAll(path, what, graph);
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(path));
          });
      beforeSubmit.run();
      JobID job = cluster.submitJob(graph).get().getJobID();
      return new LocalScoring(what, cluster, job, cluster.getRestAddress().get(), checkpoint);
    } catch (Exception e) {
      cluster.closeAsync();
      throw ExceptionUtils.findThrowable(e, BindException.class).isPresent()
          ? new CommandException(
              "port %d for the dashboard is in use: stop what uses it, or give another with --dashboard-port (0 for any free one)"
                  .formatted(dashboardPort),
              e)
          : new CommandException(
              "the %s did not start: %s".formatted(what.name(), rootMessage(e)), e);
    }
  }

  /** Address of Flink's dashboard. */
  public URI dashboard() {
    return dashboard;
  }

  /** The checkpoint that the job went on from. */
  public Optional<String> resumedFrom() {
    return resumedFrom;
  }

  /**
   * The cause of the newest failure after which the job restarts, if it was not given before. Call
   * it from one thread.
   */
  public Optional<String> takeFailure() throws InterruptedException {
    ErrorInfo failure;
    try {
      failure = cluster.getExecutionGraph(job).get().getFailureInfo();
    } catch (ExecutionException e) {
      throw new CommandException(
          "the %s cannot be asked: %s".formatted(what.name(), rootMessage(e)), e);
    }
    if (failure == null || failure.getTimestamp() <= lastFailureMillis) {
      return Optional.empty();
    }
    lastFailureMillis = failure.getTimestamp();
    return Optional.of(
        rootMessage(failure.getException().deserializeError(LocalScoring.class.getClassLoader())));
  }

  /**
   * Checks that the job is alive; it restarts by itself after a failure that may pass, up to {@code
   * eddy.restart.attempts} times.
   *
   * @throws CommandException if it has ended
   */
  public void requireAlive() {
    if (result.isDone()) {
      throw new CommandException(
          "the %s ended: ".formatted(what.name())
              + result
                  .join()
                  .getSerializedThrowable()
                  .map(LocalScoring::rootMessage)
                  .orElse("it was cancelled"),
          null);
    }
  }

  /**
   * Waits until every task runs: a job is "running" before its tasks are.
   *
   * @throws CommandException if the job ends instead, or does not run within the limit
   */
  public void awaitRunning(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!allTasksRun()) {
      requireAlive();
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            "the %s does not run after %d s; see %s"
                .formatted(what.name(), limit.toSeconds(), dashboard),
            null);
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /**
   * Bytes of the job's state: makes a checkpoint and says how large it is.
   *
   * @throws CommandException if it cannot be made
   */
  public long checkpointBytes() throws InterruptedException {
    try {
      long id = cluster.triggerCheckpoint(job, CheckpointType.FULL).get();
      return Objects.requireNonNull(
              cluster
                  .getExecutionGraph(job)
                  .get()
                  .getCheckpointStatsSnapshot()
                  .getHistory()
                  .getCheckpointById(id))
          .getStateSize();
    } catch (ExecutionException e) {
      throw new CommandException(
          "the %s made no checkpoint: %s".formatted(what.name(), rootMessage(e)), e);
    }
  }

  /** Cancels the job and stops its cluster; its checkpoints stay. */
  @Override
  public void close() {
    try {
      if (!result.isDone()) {
        cluster.cancelJob(job).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        result.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
      cluster.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandException(
          "the %s did not stop: %s".formatted(what.name(), rootMessage(e)), e);
    }
  }

  /**
   * Restarts that get rarer and end: a failure that comes back each time must not go on unseen.
   * They start to count anew when the job has run for a while.
   */
  private static void restarts(Configuration configuration, int attempts) {
    if (attempts == 0) {
      configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
      return;
    }
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, attempts);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_DELAY);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_DELAY);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, STABLE);
  }

  private static JobGraph graph(LocalJob what, Settings settings, Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    what.builder().accept(environment, settings);
    return environment.getStreamGraph().getJobGraph();
  }

  private boolean allTasksRun() throws InterruptedException {
    try {
      return StreamSupport.stream(
              cluster.getExecutionGraph(job).get().getAllExecutionVertices().spliterator(), false)
          .allMatch(vertex -> vertex.getExecutionState() == ExecutionState.RUNNING);
    } catch (ExecutionException e) {
      throw new CommandException(
          "the %s cannot be asked: %s".formatted(what.name(), rootMessage(e)), e);
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
