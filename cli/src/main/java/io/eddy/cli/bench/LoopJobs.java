package io.eddy.cli.bench;

import io.eddy.jobs.loop.Loop;
import io.eddy.jobs.loop.program.NodeProgram;
import io.eddy.memory.flink.VersionedTypeInfo;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The jobs that {@code eddy bench loop} runs. */
final class LoopJobs {
  private static final int MAX_PARALLELISM = 128;
  private static final TypeInformation<Hop> HOPS = new VersionedTypeInfo<>(new Hop.Serializer());

  private LoopJobs() {}

  /** An environment; without checkpoints if the interval is 0. */
  static StreamExecutionEnvironment environment(
      int parallelism, Duration bufferTimeout, Duration checkpoints, String directory) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directory);
    if (!checkpoints.isZero()) {
      configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setBufferTimeout(bufferTimeout.toMillis());
    return environment;
  }

  /** Records through one keyed exchange, no loop. */
  static void baseline(StreamExecutionEnvironment environment, long records, int every) {
    environment
        .fromSequence(1, records)
        .map(id -> new Hop(Nodes.mix(id), 0, 0))
        .returns(HOPS)
        .keyBy(hop -> Nodes.of(hop.id()), Types.STRING)
        .process(new KeyedCount(every))
        .returns(Types.LONG)
        .process(new Arrivals())
        .returns(Types.VOID);
  }

  /** Chains of hops. */
  static void chains(
      StreamExecutionEnvironment environment,
      long chains,
      HopProgram program,
      int hops,
      boolean shortCut,
      long highWaterMark) {
    Loop<Long, Long, Hop, Long> loop = loop(program, Types.LONG, hops, shortCut, highWaterMark);
    DataStream<Long> events = environment.fromSequence(1, chains);
    loop.apply(events, id -> Nodes.of(Nodes.mix(id))).process(new Arrivals()).returns(Types.VOID);
  }

  /** Chains over the network without end, as many at a time as {@link Circulation} has room for. */
  static void circulation(
      StreamExecutionEnvironment environment, int chains, int hops, long highWaterMark) {
    DataStream<Long> events =
        environment.fromSource(
            new DataGeneratorSource<>(
                number -> number, Long.MAX_VALUE, readers -> Circulation.gate(chains), Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "events");
    loop(new CirculationProgram(chains, hops), Types.LONG, hops, false, highWaterMark)
        .apply(events, id -> Nodes.of(Nodes.mix(id)))
        .process(new Arrivals())
        .returns(Types.VOID);
  }

  /** A random graph's edges, each with its two-hop neighbourhood. */
  static void explosion(StreamExecutionEnvironment environment, int edges, int nodes) {
    Random random = new Random(1);
    Long[] list =
        LongStream.generate(() -> Neighbourhood.edge(random.nextInt(nodes), random.nextInt(nodes)))
            .limit(edges)
            .boxed()
            .toArray(Long[]::new);
    DataStream<Long> events = environment.fromData(Types.LONG, list);
    loop(
            new Neighbourhood(),
            PrimitiveArrayTypeInfo.INT_PRIMITIVE_ARRAY_TYPE_INFO,
            Neighbourhood.MAX_HOPS,
            true,
            50_000)
        .apply(events, edge -> Nodes.of(Neighbourhood.source(edge)))
        .process(new Arrivals())
        .returns(Types.VOID);
  }

  private static <S> Loop<S, Long, Hop, Long> loop(
      NodeProgram<S, Long, Hop, Long> program,
      TypeInformation<S> state,
      int hops,
      boolean shortCut,
      long highWaterMark) {
    return Loop.builder(program)
        .setStateType(state)
        .setMessageType(HOPS)
        .setResultType(Types.LONG)
        .optMaxHops(hops)
        .optShortCut(shortCut)
        .optWaterMarks(highWaterMark / 2, highWaterMark)
        .build();
  }
}
