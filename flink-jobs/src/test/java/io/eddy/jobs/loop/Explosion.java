package io.eddy.jobs.loop;

import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Runs, in a process of its own, one event that causes five million messages. */
final class Explosion {
  static final Workload WORKLOAD = Workload.fanOut(1, 171, 3);

  private Explosion() {}

  /**
   * Runs it.
   *
   * @param arguments folder, parallelism, short cut
   */
  public static void main(String[] arguments) throws Exception {
    LoopJob job = new LoopJob(WORKLOAD, Path.of(arguments[0]));
    job.parallelism = Integer.parseInt(arguments[1]);
    job.shortCut = Boolean.parseBoolean(arguments[2]);
    job.memory = MemorySize.ofMebiBytes(12);
    Configuration configuration = new Configuration();
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(4));
    try (MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(2)
                .withRandomPorts()
                .build())) {
      cluster.start();
      Runs.await(cluster, Runs.start(cluster, job));
    }
    System.exit(0);
  }
}
