package io.eddy.cli.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.broker.EmbeddedBroker;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.config.Settings;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.IncomingSerializer;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.CheckpointDirectory;
import io.eddy.jobs.scoring.ScoringEnvironment;
import io.eddy.jobs.scoring.ScoringJob;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.topics.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of failures in the results: nothing, and at least once, at most repeated ranks. */
@Tag("heavy")
class FailureITCase {
  private static final int EVENTS = 12_000;

  /** Fewer, since every network costs three starts of a process. */
  private static final int MEMORY_EVENTS = 3_000;

  private static final int PARTS = 6;
  private static final Set<Integer> KILLED_BEHIND = Set.of(1, 4);
  private static final Path LOG = Path.of("target", "killed-job.log");

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path folder;

  /**
   * Fails at some records, once each; static because each attempt has its own copy of the function.
   */
  private static final class Failing implements MapFunction<Incoming, Incoming> {
    private static final long serialVersionUID = 1L;
    static final AtomicInteger seen = new AtomicInteger();
    static final Set<Integer> AT = Set.of(1_500, 6_000, 14_000);
    static final AtomicInteger failures = new AtomicInteger();

    @Override
    public Incoming map(Incoming incoming) {
      int number = seen.incrementAndGet();
      if (AT.contains(number)) {
        failures.incrementAndGet();
        throw new IllegalStateException("injected at record " + number);
      }
      return incoming;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void exceptionsInAnOperator(String guarantee) throws Exception {
    Failing.seen.set(0);
    Failing.failures.set(0);
    ScoringRun run = new ScoringRun(settings(KAFKA.bootstrapServers(), "throw", guarantee));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, ScoringEnvironment.configuration(run.settings()));
    ScoringJob.build(
        environment,
        run.settings(),
        incoming ->
            incoming
                .map(new Failing())
                .returns(new VersionedTypeInfo<>(IncomingSerializer.INSTANCE)));
    JobClient job = environment.executeAsync();
    try {
      sendInParts(run);
      run.awaitPredictions(EVENTS);
    } finally {
      job.cancel().get();
    }
    assertThat(Failing.failures.get()).isEqualTo(Failing.AT.size());
    check(run, guarantee);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void theJobsProcessKilled(String guarantee) throws Exception {
    ScoringRun run = new ScoringRun(settings(KAFKA.bootstrapServers(), "kill", guarantee));
    List<EdgeEvent> events = ScoringRun.stream(8, EVENTS);
    Process process = start(run.settings());
    try {
      for (int part = 0; part < PARTS; part++) {
        run.send(part(events, part));
        awaitPredictions(run, EVENTS / PARTS * part + 1, process);
        if (part % 2 == 1) {
          run.await("a checkpoint", () -> checkpoint(run).isPresent());
          process.destroyForcibly().waitFor();
          process = start(run.settings());
        }
      }
      awaitPredictions(run, EVENTS, process);
    } finally {
      process.destroyForcibly().waitFor();
    }
    check(run, guarantee);
  }

  @ParameterizedTest
  @ValueSource(strings = {"at-least-once", "exactly-once"})
  void theBrokerRestarted(String guarantee) {
    Path data = folder.resolve("broker");
    EmbeddedBroker broker = EmbeddedBroker.start(data);
    try {
      ScoringRun run = new ScoringRun(settings(broker.bootstrapServers(), "broker", guarantee));
      List<EdgeEvent> events = ScoringRun.stream(9, EVENTS);
      try (LocalScoring scoring = LocalScoring.start(run.settings(), 0)) {
        for (int part = 0; part < PARTS; part++) {
          run.send(part(events, part));
          if (part == 1 || part == 3) {
            run.awaitPredictions(EVENTS / PARTS * part + 1);
            int port = broker.port();
            broker.close();
            broker = EmbeddedBroker.start(data, port);
          }
        }
        run.awaitPredictions(EVENTS);
        scoring.requireAlive();
      }
      check(run, guarantee);
    } finally {
      broker.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0 ms", "1, 5 min", "2, 0 ms"})
  void memoriesAfterKillsAreThoseOfAnUninterruptedRun(int hops, String idle) throws Exception {
    Path network = SmallNetwork.write(folder.resolve("network"), 12, hops);
    List<EdgeEvent> events = ScoringRun.stream(10, MEMORY_EVENTS);
    Settings whole = memorySettings("memory-whole-" + hops, network).with(MemoryOptions.IDLE, idle);
    Settings killed =
        memorySettings("memory-killed-" + hops, network).with(MemoryOptions.IDLE, idle);
    ScoringRun expected = new ScoringRun(whole);
    ScoringRun found = new ScoringRun(killed);
    // Waves go on behind the last score, so both jobs run until nothing is left to come.
    List<Process> processes = new ArrayList<>();
    try (LocalScoring uninterrupted = LocalScoring.start(whole, 0)) {
      expected.send(events);
      sendWithKills(found, events, processes);
      expected.await("all updates", () -> updates(expected, hops) >= 2L * MEMORY_EVENTS);
      uninterrupted.requireAlive();
      found.await("the same memories", () -> found.memories().equals(expected.memories()));
      if (idle.equals("0 ms")) {
        assertThat(updates(found.memories())).isEqualTo(2L * MEMORY_EVENTS);
      } else {
        assertThat(updates(found.memories()))
            .as("those since the nodes started anew")
            .isBetween(1L, 1L * MEMORY_EVENTS);
      }
    } finally {
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Events of different nodes overlap then, so memories vary; how often each changed does not. */
  @Test
  void atParallelismTwoEveryNodeHasEachOfItsEventsOnceAfterKills() throws Exception {
    Settings settings =
        memorySettings("memory-parallel", SmallNetwork.write(folder.resolve("network"), 12, 1))
            .with(ScoringOptions.PARALLELISM, "2")
            .with(ScoringOptions.LATE_POLICY, "apply");
    List<EdgeEvent> events = ScoringRun.stream(11, MEMORY_EVENTS);
    Map<String, Long> expected = new TreeMap<>();
    for (EdgeEvent event : events) {
      expected.merge(event.getSrc(), 1L, Long::sum);
      expected.merge(event.getDst(), 1L, Long::sum);
    }
    ScoringRun run = new ScoringRun(settings);
    List<Process> processes = new ArrayList<>();
    try {
      sendWithKills(run, events, processes);
      run.await(
          "every event at both its nodes",
          () -> {
            Map<String, Long> found = new TreeMap<>();
            run.memories().forEach((node, memory) -> found.put(node, memory.getUpdates()));
            return found.equals(expected);
          });
    } finally {
      for (Process process : processes) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** Updates by events so far: each is a record, but with waves there are others. */
  private static long updates(ScoringRun run, int hops) {
    return hops < 2 ? run.valueCount(Topic.MEMORY) : updates(run.memories());
  }

  private static long updates(Map<String, NodeMemory> memories) {
    return memories.values().stream().mapToLong(NodeMemory::getUpdates).sum();
  }

  private Settings memorySettings(String name, Path network) {
    return settings(KAFKA.bootstrapServers(), name, "at-least-once")
        .with(
            Map.of(
                MemoryOptions.BUNDLE.key(), network.toString(),
                MemoryOptions.INTERVAL.key(), "0 ms",
                MemoryOptions.CHANGE.key(), "0"),
            "test");
  }

  /** Scores all events with the process killed twice on the way; the last one goes on. */
  private static void sendWithKills(ScoringRun run, List<EdgeEvent> events, List<Process> processes)
      throws Exception {
    Process process = started(run.settings(), processes);
    for (int part = 0; part < PARTS; part++) {
      run.send(part(events, part));
      awaitPredictions(run, events.size() / PARTS * part + 1, process);
      if (KILLED_BEHIND.contains(part)) {
        run.await("a checkpoint", () -> checkpoint(run).isPresent());
        process.destroyForcibly().waitFor();
        process = started(run.settings(), processes);
      }
    }
    awaitPredictions(run, events.size(), process);
  }

  private static Process started(Settings settings, List<Process> processes) throws IOException {
    Process process = start(settings);
    processes.add(process);
    return process;
  }

  private static void awaitPredictions(ScoringRun run, int events, Process process)
      throws IOException {
    try {
      run.await(
          events + " predictions",
          () -> {
            assertThat(process.isAlive()).as("eddy score, see %s", LOG).isTrue();
            return run.predictedEvents() >= events;
          });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%d of %d events have a prediction that readers can see; the process wrote%n%s%nand its threads are%n%s"
              .formatted(run.predictedEvents(), events, Files.readString(LOG), threads(process)),
          e);
    }
  }

  private static String threads(Process process) throws IOException {
    Path jstack = Path.of(System.getProperty("java.home"), "bin", "jstack");
    Process dump =
        new ProcessBuilder(jstack.toString(), Long.toString(process.pid()))
            .redirectErrorStream(true)
            .start();
    return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void check(ScoringRun run, String guarantee) {
    if (guarantee.equals("exactly-once")) {
      run.assertEveryPredictionOnce();
    } else {
      run.assertNoPredictionLost();
    }
  }

  private static void sendInParts(ScoringRun run) {
    List<EdgeEvent> events = ScoringRun.stream(7, EVENTS);
    for (int part = 0; part < PARTS; part++) {
      run.send(part(events, part));
      run.awaitPredictions(EVENTS / PARTS * part + 1);
    }
  }

  private static List<EdgeEvent> part(List<EdgeEvent> events, int part) {
    int size = events.size() / PARTS;
    return events.subList(part * size, (part + 1) * size);
  }

  private static Optional<String> checkpoint(ScoringRun run) {
    return CheckpointDirectory.latest(run.settings().get(ScoringOptions.CHECKPOINT_DIR));
  }

  /** {@code eddy score} in a process of its own. */
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
    command.add("score");
    command.add("--dashboard-port=0");
    settings.asMap().forEach((key, value) -> command.add("-D" + key + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
        .start();
  }

  private Settings settings(String bootstrap, String name, String guarantee) {
    String prefix = name + "-" + guarantee;
    return ScoringRun.settings(bootstrap, prefix, folder.resolve(prefix))
        .with(ScoringOptions.SINK_GUARANTEE, guarantee);
  }
}
