package io.eddy.cli.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster of one task manager with two slots in this process. */
final class BenchCluster implements AutoCloseable {
  /** Enough that none of a measurement is forgotten. */
  private static final int REMEMBERED_CHECKPOINTS = 1_000;

  private final MiniCluster cluster =
      new MiniCluster(
          new MiniClusterConfiguration.Builder()
              .setConfiguration(
                  new Configuration()
                      .set(WebOptions.CHECKPOINTS_HISTORY_SIZE, REMEMBERED_CHECKPOINTS))
              .setNumTaskManagers(1)
              .setNumSlotsPerTaskManager(2)
              .withRandomPorts()
              .build());

  void start() throws Exception {
    cluster.start();
  }

  /** Runs a job to its end. */
  JobExecutionResult run(StreamExecutionEnvironment environment) throws Exception {
    return cluster
        .requestJobResult(submit(environment))
        .get()
        .toJobExecutionResult(BenchCluster.class.getClassLoader());
  }

  /** Starts a job. */
  JobID submit(StreamExecutionEnvironment environment) throws Exception {
    JobGraph graph = environment.getStreamGraph().getJobGraph();
    cluster.submitJob(graph).get();
    return graph.getJobID();
  }

  /** The checkpoints of a job so far. */
  CheckpointStatsSnapshot checkpoints(JobID job) throws Exception {
    return cluster.getExecutionGraph(job).get().getCheckpointStatsSnapshot();
  }

  /** Cancels a job; what it has accumulated is in the graph. */
  AccessExecutionGraph cancel(JobID job) throws Exception {
    cluster.cancelJob(job).get();
    cluster.requestJobResult(job).get();
    return cluster.getExecutionGraph(job).get();
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new IllegalStateException("the cluster of the benchmark does not close", e);
    }
  }
}
