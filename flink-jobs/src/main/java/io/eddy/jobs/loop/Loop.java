package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.NodeProgram;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Builds a feedback loop into a Flink job: a {@link NodeProgram} over the nodes of a graph, each
 * node addressed by a string.
 *
 * <pre>
 * events ── by node ──► head: node states, program ──► results
 *                        ▲            │ messages, to the subtask of their target
 *                        └── queue ◄─ tail
 * </pre>
 *
 * <p>Messages are part of the job's state: after a failure each has its effect exactly once. Needs
 * aligned exactly-once checkpoints, one at a time, in streaming mode; a job with other settings is
 * refused when it starts. On the network a hop takes about the buffer time-out; set it to 1 to 5
 * ms. With more than one subtask, the messages of different events interleave.
 *
 * <p>A result has the timestamp of the event it goes back to, and a watermark leaves the loop when
 * nothing at or before it is still inside. An event without a timestamp has time {@link
 * Long#MIN_VALUE} in the program and its results have none.
 *
 * @param <S> state of one node
 * @param <E> an event from outside
 * @param <M> a message between nodes
 * @param <OUT> a result
 */
public final class Loop<S, E, M, OUT> {
  /** Key groups, where the environment sets none: a savepoint rescales to at most as many. */
  private static final int DEFAULT_MAX_PARALLELISM = 128;

  private final NodeProgram<S, E, M, OUT> program;
  private final TypeInformation<S> state;
  private final TypeInformation<M> messages;
  private final TypeInformation<OUT> results;
  private final LoopSettings settings;
  private final int parallelism;

  private Loop(Builder<S, E, M, OUT> builder, LoopSettings settings) {
    this.program = builder.program;
    this.state = Objects.requireNonNull(builder.state, "set the states' type with setStateType");
    this.messages =
        Objects.requireNonNull(builder.messages, "set the messages' type with setMessageType");
    this.results =
        Objects.requireNonNull(builder.results, "set the results' type with setResultType");
    this.settings = settings;
    this.parallelism = builder.parallelism;
  }

  /** Starts a loop that runs a program. */
  public static <S, E, M, OUT> Builder<S, E, M, OUT> builder(NodeProgram<S, E, M, OUT> program) {
    return new Builder<>(program);
  }

  /**
   * Adds the loop to the job.
   *
   * @param events events from outside
   * @param node the node an event is addressed to
   * @return what the program emits
   */
  public SingleOutputStreamOperator<OUT> apply(DataStream<E> events, KeySelector<E, String> node) {
    StreamExecutionEnvironment environment = events.getExecutionEnvironment();
    int heads = parallelism > 0 ? parallelism : environment.getParallelism();
    int maxParallelism =
        environment.getMaxParallelism() > 0
            ? environment.getMaxParallelism()
            : DEFAULT_MAX_PARALLELISM;
    String uid = settings.uid();
    LoopRecordTypeInfo<M> records = new LoopRecordTypeInfo<>(messages);
    OutputTag<LoopRecord<M>> tag = new OutputTag<>(uid + "-messages", records);

    SingleOutputStreamOperator<OUT> head =
        events
            .keyBy(node, Types.STRING)
            .transform(
                "Loop " + uid,
                results,
                new HeadOperatorFactory<>(settings, program, state, records, tag))
            .uid(uid + "-head")
            .setParallelism(heads)
            .setMaxParallelism(maxParallelism);
    TargetPartitioner<M> toTarget = new TargetPartitioner<>();
    SingleOutputStreamOperator<Void> tail =
        head.getSideOutput(tag)
            .partitionCustom(toTarget, toTarget)
            .transform(
                "Loop " + uid + ": back", Types.VOID, new TailOperator<>(settings.queueBytes()))
            .uid(uid + "-tail")
            .setParallelism(heads)
            .setMaxParallelism(maxParallelism)
            .disableChaining();
    head.getTransformation().setCoLocationGroupKey(uid);
    tail.getTransformation().setCoLocationGroupKey(uid);
    return head;
  }

  /**
   * Collects a loop's settings.
   *
   * @param <S> state of one node
   * @param <E> an event from outside
   * @param <M> a message between nodes
   * @param <OUT> a result
   */
  public static final class Builder<S, E, M, OUT> {
    private final NodeProgram<S, E, M, OUT> program;
    private @Nullable TypeInformation<S> state;
    private @Nullable TypeInformation<M> messages;
    private @Nullable TypeInformation<OUT> results;
    private String uid = "loop";
    private int parallelism;
    private int maxHops = 16;
    private long low = 25_000;
    private long high = 50_000;
    private MemorySize queueMemory = MemorySize.ofMebiBytes(16);
    private MemorySize logMemory = MemorySize.ofMebiBytes(16);
    private long seed = 1;
    private boolean shortCut = true;
    private boolean logging = true;
    private int batch = 1;
    private Duration batchWait = Duration.ofMillis(1);

    private Builder(NodeProgram<S, E, M, OUT> program) {
      this.program = program;
    }

    /** Type of a node's state; its serializer may change as that of any keyed state. */
    public Builder<S, E, M, OUT> setStateType(TypeInformation<S> type) {
      state = type;
      return this;
    }

    /** Type of a message. Its serializer's snapshot is kept with logged messages. */
    public Builder<S, E, M, OUT> setMessageType(TypeInformation<M> type) {
      messages = type;
      return this;
    }

    /** Type of a result. */
    public Builder<S, E, M, OUT> setResultType(TypeInformation<OUT> type) {
      results = type;
      return this;
    }

    /** Name of the loop, unique in the job; uids in savepoints are made of it. Default "loop". */
    public Builder<S, E, M, OUT> optUid(String name) {
      uid = name;
      return this;
    }

    /** Subtasks of head and tail; default: the environment's parallelism. */
    public Builder<S, E, M, OUT> optParallelism(int subtasks) {
      if (subtasks < 1) {
        throw new IllegalArgumentException(
            "parallelism %d; expected 1 or more".formatted(subtasks));
      }
      parallelism = subtasks;
      return this;
    }

    /** The highest hop a message may have; a watermark takes as many rounds. Default 16. */
    public Builder<S, E, M, OUT> optMaxHops(int hops) {
      if (hops < 0) {
        throw new IllegalArgumentException("maxHops %d; expected 0 or more".formatted(hops));
      }
      maxHops = hops;
      return this;
    }

    /**
     * Messages of one head in flight at which it stops taking source records, and at which it goes
     * on. Default 25,000 and 50,000.
     */
    public Builder<S, E, M, OUT> optWaterMarks(long lowMark, long highMark) {
      AdmissionControl unused = new AdmissionControl(lowMark, highMark);
      low = lowMark;
      high = highMark;
      return this;
    }

    /**
     * Estimated heap of one queue above which it spills to the temporary directories; a subtask has
     * four queues at most: from the network, within the subtask, delayed, and at the tail. Default
     * 16 MiB.
     */
    public Builder<S, E, M, OUT> optQueueMemory(MemorySize size) {
      queueMemory = size;
      return this;
    }

    /** Heap of the log of a checkpoint above which it spills. Default 16 MiB. */
    public Builder<S, E, M, OUT> optLogMemory(MemorySize size) {
      logMemory = size;
      return this;
    }

    /** Seed of the random source; each key group has a generator of its own. Default 1. */
    public Builder<S, E, M, OUT> optSeed(long value) {
      seed = value;
      return this;
    }

    /** Whether messages within a subtask avoid the network. Default true. */
    public Builder<S, E, M, OUT> optShortCut(boolean on) {
      shortCut = on;
      return this;
    }

    /**
     * How much a {@link io.eddy.jobs.loop.program.DeferringProgram} may put off: it completes its
     * work when it is so much, and after this time at the latest. Default 1: after each event.
     */
    public Builder<S, E, M, OUT> optBatch(int most, Duration wait) {
      if (most < 1 || wait.isNegative() || wait.isZero()) {
        throw new IllegalArgumentException(
            "batches of %d within %s; expected 1 or more, and a time above 0"
                .formatted(most, wait));
      }
      batch = most;
      batchWait = wait;
      return this;
    }

    /** Whether messages in flight are logged: for tests which show that without it they fail. */
    Builder<S, E, M, OUT> optLogging(boolean on) {
      logging = on;
      return this;
    }

    /**
     * The loop.
     *
     * @throws NullPointerException if a type is not set
     */
    public Loop<S, E, M, OUT> build() {
      return new Loop<>(
          this,
          new LoopSettings(
              uid,
              maxHops,
              low,
              high,
              queueMemory.getBytes(),
              logMemory.getBytes(),
              seed,
              shortCut,
              logging,
              batch,
              batchWait.toMillis()));
    }
  }
}
