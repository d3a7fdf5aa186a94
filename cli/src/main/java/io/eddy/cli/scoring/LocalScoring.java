package io.eddy.cli.scoring;

import io.eddy.cli.console.CommandException;
import io.eddy.config.Settings;
import io.eddy.jobs.scoring.CheckpointDirectory;
import io.eddy.jobs.scoring.ScoringEnvironment;
import io.eddy.jobs.scoring.ScoringJob;
import io.eddy.jobs.scoring.ScoringOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The scoring job running in this process, with Flink's dashboard on localhost.
 *
 * <p>With a checkpoint folder it goes on from the newest complete checkpoint there, if there is
 * one.
 */
public final class LocalScoring implements AutoCloseable {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final JobClient job;
  private final CompletableFuture<JobExecutionResult> result;
  private final int dashboardPort;
  private final Optional<String> resumedFrom;

  private LocalScoring(JobClient job, int dashboardPort, Optional<String> resumedFrom) {
    this.job = job;
    this.result = job.getJobExecutionResult();
    this.dashboardPort = dashboardPort;
    this.resumedFrom = resumedFrom;
  }

  /**
   * Starts the job; returns when it is submitted.
   *
   * @param settings valid settings
   * @param dashboardPort port of the dashboard; 0 for any free one
   * @throws CommandException if the port is taken or the cluster does not start
   */
  public static LocalScoring start(Settings settings, int dashboardPort) {
    int port = DashboardPort.claim(dashboardPort);
    Optional<String> checkpoint =
        CheckpointDirectory.latest(settings.get(ScoringOptions.CHECKPOINT_DIR));
    Configuration configuration = ScoringEnvironment.configuration(settings);
    configuration.set(RestOptions.PORT, port);
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
    checkpoint.ifPresent(path -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path));
    try {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration);
      ScoringJob.build(environment, settings);
      JobClient job = environment.executeAsync(settings.get(ScoringOptions.JOB_NAME));
      return new LocalScoring(job, port, checkpoint);
    } catch (Exception e) {
      throw new CommandException("the scoring job did not start: " + rootMessage(e), e);
    }
  }

  /** Address of Flink's dashboard. */
  public URI dashboard() {
    return URI.create("http://localhost:" + dashboardPort);
  }

  /** The checkpoint that the job went on from. */
  public Optional<String> resumedFrom() {
    return resumedFrom;
  }

  /**
   * Checks that the job is alive; it restarts by itself after a failure that may pass.
   *
   * @throws CommandException if it has ended
   */
  public void requireAlive() {
    if (result.isDone()) {
      throw ended();
    }
  }

  /**
   * Waits until every operator runs.
   *
   * @throws CommandException if the job ends instead, or does not run within the limit
   */
  public void awaitRunning(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (true) {
      requireAlive();
      if (allTasksRun()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new CommandException(
            "the scoring job does not run after %d s; see %s"
                .formatted(limit.toSeconds(), dashboard()),
            null);
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Cancels the job and stops its cluster; its checkpoints stay. */
  @Override
  public void close() {
    if (result.isDone()) {
      return;
    }
    try {
      job.cancel().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      result.handle((done, cancelled) -> null).get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new CommandException("the scoring job did not stop: " + rootMessage(e), e);
    }
  }

  private boolean allTasksRun() throws InterruptedException {
    try {
      return job.getJobStatus().get() == JobStatus.RUNNING
          && RunningTasks.all(dashboard(), job.getJobID());
    } catch (ExecutionException e) {
      throw ended();
    }
  }

  private CommandException ended() {
    Throwable cause = result.handle((done, failure) -> failure).getNow(null);
    return new CommandException(
        "the scoring job ended: " + (cause == null ? "cancelled" : rootMessage(cause)), cause);
  }

  private static String rootMessage(@Nullable Throwable error) {
    Throwable root = error;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root == null
        ? "unknown"
        : root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
