package io.eddy.jobs.loop;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** Runs jobs under test. */
final class Runs {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(5);

  private Runs() {}

  /** Runs a job and reads the tally of its first loop. */
  static Tally toTheEnd(MiniCluster cluster, LoopJob job) throws Exception {
    await(cluster, start(cluster, job));
    return TallyOperator.read(job.file(0));
  }

  static JobID start(MiniCluster cluster, LoopJob job) throws Exception {
    JobGraph graph = job.graph().getJobGraph();
    cluster.submitJob(graph).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return graph.getJobID();
  }

  static void await(MiniCluster cluster, JobID id) throws Exception {
    JobResult result = cluster.requestJobResult(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    result.toJobExecutionResult(Runs.class.getClassLoader());
  }

  /**
   * Stops a job with a savepoint, drained or not, and returns where that is; first waits until all
   * tasks have begun, because before that Flink refuses it by itself.
   */
  static String stop(MiniCluster cluster, JobID id, LoopJob job, boolean drain) throws Exception {
    until(() -> allHaveBegun(cluster, id));
    return cluster
        .stopWithSavepoint(
            id,
            job.directory.resolve("savepoints").toUri().toString(),
            drain,
            SavepointFormatType.CANONICAL)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static boolean allHaveBegun(MiniCluster cluster, JobID id) {
    for (AccessExecutionVertex vertex :
        cluster.getExecutionGraph(id).join().getAllExecutionVertices()) {
      ExecutionState state = vertex.getExecutionState();
      if (state != ExecutionState.RUNNING && state != ExecutionState.FINISHED) {
        return false;
      }
    }
    return true;
  }

  /** Waits for something another thread brings about. */
  static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
