package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exact counts on a cluster of separate processes whose task managers are killed with SIGKILL. */
@Tag("heavy")
class LoopProcessITCase {
  @TempDir private Path directory;

  private final List<Process> processes = new ArrayList<>();

  @Test
  void taskManagerProcessesAreKilled() throws Exception {
    LoopJob job = new LoopJob(Workload.chain(60_000, 8), directory);
    job.parallelism = 4;
    job.perSecond = 2_500;
    Configuration configuration = job.configuration();
    configuration.set(JobManagerOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.PORT, freePort());
    writeConfiguration(configuration.get(RestOptions.PORT));
    try {
      start(StandaloneSessionClusterEntrypoint.class);
      Process first = start(TaskManagerRunner.class);
      Process second = start(TaskManagerRunner.class);
      try (RestClusterClient<String> client = new RestClusterClient<>(configuration, "test")) {
        JobGraph graph = job.graph(configuration).getJobGraph();
        JobID id = client.submitJob(graph).get(1, TimeUnit.MINUTES);
        for (Process victim : List.of(first, second)) {
          long before = lastCheckpoint(id);
          Runs.until(() -> lastCheckpoint(id) >= before + 2 || !victim.isAlive());
          assertThat(victim.isAlive()).isTrue();
          start(TaskManagerRunner.class);
          victim.destroyForcibly().waitFor();
        }
        client
            .requestJobResult(id)
            .get(3, TimeUnit.MINUTES)
            .toJobExecutionResult(getClass().getClassLoader());
      }
    } finally {
      processes.forEach(Process::destroyForcibly);
    }
    assertThat(TallyOperator.read(job.file(0))).isEqualTo(job.workload.expected());
  }

  private Process start(Class<?> main) throws IOException {
    Path output = directory.resolve("process-" + processes.size());
    Process process =
        ChildProcess.start(output, List.of("-Xmx512m"), main, "--configDir", directory.toString());
    processes.add(process);
    return process;
  }

  /** Number of the newest completed checkpoint, 0 if there is none. */
  private long lastCheckpoint(JobID job) {
    Path folder = directory.resolve("checkpoints").resolve(job.toString());
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> checkpoints = Files.list(folder)) {
      return checkpoints
          .filter(checkpoint -> checkpoint.getFileName().toString().startsWith("chk-"))
          .filter(checkpoint -> Files.exists(checkpoint.resolve("_metadata")))
          .mapToLong(checkpoint -> Long.parseLong(checkpoint.getFileName().toString().substring(4)))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void writeConfiguration(int restPort) throws IOException {
    Files.writeString(
        directory.resolve("config.yaml"),
        """
        jobmanager.rpc.address: localhost
        jobmanager.rpc.port: %d
        rest.port: %d
        rest.bind-port: %d
        web.submit.enable: false
        heartbeat.interval: 1000
        heartbeat.timeout: 8000
        taskmanager.host: localhost
        taskmanager.numberOfTaskSlots: 2
        taskmanager.cpu.cores: 2.0
        taskmanager.memory.framework.heap.size: 128m
        taskmanager.memory.framework.off-heap.size: 64m
        taskmanager.memory.jvm-metaspace.size: 128m
        taskmanager.memory.jvm-overhead.min: 128m
        taskmanager.memory.jvm-overhead.max: 128m
        taskmanager.memory.task.heap.size: 256m
        taskmanager.memory.task.off-heap.size: 0m
        taskmanager.memory.managed.size: 16m
        taskmanager.memory.network.min: 32m
        taskmanager.memory.network.max: 32m
        io.tmp.dirs: %s
        """
            .formatted(freePort(), restPort, restPort, directory));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
