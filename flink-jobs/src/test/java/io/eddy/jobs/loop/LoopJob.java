package io.eddy.jobs.loop;

import io.eddy.memory.flink.VersionedTypeInfo;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A job that drives loops with a workload and tallies what comes out, with everything variable. */
final class LoopJob {
  final Workload workload;
  final Path directory;
  int parallelism = 2;
  int loops = 1;
  boolean shortCut = true;
  boolean logging = true;
  boolean genericMessages;
  int restarts = 10_000;
  String backend = "hashmap";
  Duration interval = Duration.ofMillis(50);
  Duration timeout = Duration.ofMinutes(1);
  boolean spoilsCheckpoints;
  double perSecond;

  /** Milliseconds; a message takes that long for a hop, so it keeps messages in flight. */
  long bufferTimeout = 1;

  long low = 500;
  long high = 1_000;
  MemorySize memory = MemorySize.ofMebiBytes(16);
  Failures failures = Failures.none();
  String savepoint = "";

  LoopJob(Workload workload, Path directory) {
    this.workload = workload;
    this.directory = directory;
  }

  /** Where a loop's tally is written when the job is done. */
  Path file(int loop) {
    return directory.resolve("tally-" + loop);
  }

  Progress progress() {
    return Progress.of(file(0).toString());
  }

  Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.NAME, "loop under test");
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, genericMessages);
    configuration.set(PipelineOptions.MAX_PARALLELISM, 128);
    configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(10));
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        directory.resolve("checkpoints").toUri().toString());
    if (!interval.isZero()) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval);
    }
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, timeout);
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 10_000);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    if (!savepoint.isEmpty()) {
      configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    return configuration;
  }

  StreamGraph graph() {
    return graph(configuration());
  }

  StreamGraph graph(Configuration configuration) {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setBufferTimeout(bufferTimeout);
    for (int loop = 0; loop < loops; loop++) {
      add(environment, loop);
    }
    return environment.getStreamGraph();
  }

  private void add(StreamExecutionEnvironment environment, int loop) {
    String run = file(loop).toString();
    Workload ripples = workload;
    RateLimiterStrategy rate =
        perSecond > 0 ? RateLimiterStrategy.perSecond(perSecond) : RateLimiterStrategy.noOp();
    DataStream<Ripple> events =
        environment
            .fromSource(
                new DataGeneratorSource<>(number -> number, workload.events(), rate, Types.LONG),
                WatermarkStrategy.<Long>forMonotonousTimestamps()
                    .withTimestampAssigner((number, none) -> number),
                "numbers " + loop)
            .uid("numbers-" + loop)
            .transform(
                "events " + loop,
                new VersionedTypeInfo<>(new Ripple.Serializer()),
                new EventOperator(run, workload))
            .uid("events-" + loop);
    SingleOutputStreamOperator<Long> results =
        Loop.builder(new Ripples(workload))
            .setStateType(Types.LONG)
            .setMessageType(
                genericMessages
                    ? new GenericTypeInfo<>(Ripple.class)
                    : new VersionedTypeInfo<>(new Ripple.Serializer()))
            .setResultType(Types.LONG)
            .optUid("loop-" + loop)
            .optMaxHops(workload.ttl())
            .optWaterMarks(low, high)
            .optQueueMemory(memory)
            .optLogMemory(memory)
            .optShortCut(shortCut)
            .optLogging(logging)
            .build()
            .apply(events, event -> ripples.firstNode(event.id()));
    results
        .transform("failing " + loop, Types.LONG, new FailingOperator(run, failures))
        .uid("failing-" + loop)
        .transform("tally " + loop, Types.VOID, new TallyOperator(run, spoilsCheckpoints))
        .uid("tally-" + loop)
        .setParallelism(1);
  }
}
