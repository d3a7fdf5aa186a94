package io.eddy.jobs.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.candidates.AskFunction;
import io.eddy.jobs.candidates.EddyRankOperator;
import io.eddy.jobs.candidates.LearnedRankOperator;
import io.eddy.jobs.candidates.MergeFunction;
import io.eddy.jobs.candidates.RankOperator;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeSerializer;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.Late;
import io.eddy.jobs.event.RankRequest;
import io.eddy.jobs.event.RankRequestSerializer;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.Score;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.event.SettledSerializer;
import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.event.ShardAnswerSerializer;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.StampedEdgeSerializer;
import io.eddy.jobs.event.Undecodable;
import io.eddy.jobs.event.VisitSerializer;
import io.eddy.jobs.loop.Loop;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.node.NodeOutputSerializer;
import io.eddy.jobs.node.NodeOutputs;
import io.eddy.jobs.node.NodeStateSerializer;
import io.eddy.jobs.node.NodeVisits;
import io.eddy.jobs.node.StampOperator;
import io.eddy.jobs.order.EventTimeOrderOperator;
import io.eddy.jobs.order.EventTimeWatermarks;
import io.eddy.jobs.order.LatePolicy;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.memory.ranker.RankerSettings;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.api.transformations.TwoInputTransformation;
import org.jspecify.annotations.Nullable;

/**
 * The scoring job's graph of operators, from incoming records to rankings, without Kafka at its
 * ends.
 *
 * <pre>
 * incoming ─ decode ─ by source ─ order ─ stamp ─ by node ─ nodes ─ to each shard ─ rank ─ by event ─ merge
 *               └ undecodable        └ late                └ loop ┘ └ scores, memories
 * </pre>
 *
 * <p>At parallelism 1 every exchange keeps the order, so an event's whole effect is in place before
 * the next one is ranked: the results equal those of a sequential program.
 */
public final class ScoringPipeline {
  private static final Duration ALIGNMENT_INTERVAL = Duration.ofMillis(100);

  private final @Nullable DataStream<ShardAnswer> rankings;
  private final SingleOutputStreamOperator<Settled> settled;
  private final DataStream<Late> late;
  private final DataStream<Undecodable> undecodable;

  private ScoringPipeline(
      @Nullable DataStream<ShardAnswer> rankings,
      SingleOutputStreamOperator<Settled> settled,
      DataStream<Late> late,
      DataStream<Undecodable> undecodable) {
    this.rankings = rankings;
    this.settled = settled;
    this.late = late;
    this.undecodable = undecodable;
  }

  /**
   * Event times of edges and watermarks behind them by the bound, strays left out; a partition may
   * be idle, and must not run away from the others if that is limited.
   */
  public static WatermarkStrategy<Incoming> watermarks(Settings settings) {
    Duration bound = settings.get(ScoringOptions.ORDER_BOUND);
    Duration maxAhead = settings.get(ScoringOptions.MAX_AHEAD);
    Duration maxDrift = settings.get(ScoringOptions.MAX_DRIFT);
    WatermarkStrategy<Incoming> strategy =
        WatermarkStrategy.<Incoming>forGenerator(
                context -> new EventTimeWatermarks(bound, maxAhead))
            .withTimestampAssigner(
                (incoming, kafkaTime) ->
                    incoming instanceof Edge edge ? edge.ref().timeMillis() : Long.MIN_VALUE)
            .withIdleness(settings.get(ScoringOptions.IDLE_TIMEOUT));
    return maxDrift.isZero()
        ? strategy
        : strategy.withWatermarkAlignment("edges", maxDrift, ALIGNMENT_INTERVAL);
  }

  /**
   * Builds the graph behind a stream of incoming records.
   *
   * @param model what a learned ranker begins with and its later releases; null where a rule ranks
   *     or the one model, which is in {@code memory}
   * @param memory the network that nodes begin with and its later releases; null for no memories
   */
  public static ScoringPipeline build(
      DataStream<Incoming> incoming,
      @Nullable ServedModel model,
      @Nullable ServedMemory memory,
      Settings settings) {
    Duration bound = settings.get(ScoringOptions.ORDER_BOUND);
    LatePolicy latePolicy = settings.get(ScoringOptions.LATE_POLICY);

    SingleOutputStreamOperator<Edge> decoded =
        incoming
            .process(new DecodedOnly())
            .returns(new VersionedTypeInfo<>(EdgeSerializer.INSTANCE))
            .name("Take edges apart from garbage")
            .uid("decoded-only");

    KeySelector<Edge, String> bySource = edge -> edge.ref().src();
    SingleOutputStreamOperator<Edge> ordered =
        decoded
            .keyBy(bySource, Types.STRING)
            .transform(
                "Order by event time",
                new VersionedTypeInfo<>(EdgeSerializer.INSTANCE),
                new EventTimeOrderOperator(!bound.isZero(), latePolicy))
            .uid("order");

    SingleOutputStreamOperator<Settled> settled =
        visit(stamp(ordered, memory), model, memory, settings);

    return new ScoringPipeline(
        ranks(settings) ? rank(settled, model, memory, settings) : null,
        settled,
        ordered.getSideOutput(EventTimeOrderOperator.LATE),
        decoded.getSideOutput(DecodedOnly.UNDECODABLE));
  }

  private static boolean ranks(Settings settings) {
    return !settings.get(ScoringOptions.PREDICTOR).equals(ScoringOptions.NO_PREDICTOR);
  }

  private static DataStream<StampedEdge> stamp(
      DataStream<Edge> edges, @Nullable ServedMemory memory) {
    VersionedTypeInfo<StampedEdge> type = new VersionedTypeInfo<>(StampedEdgeSerializer.INSTANCE);
    return memory == null
        ? edges
            .map(edge -> new StampedEdge(edge, null))
            .returns(type)
            .name("No model")
            .uid("no-stamp")
        : edges
            .connect(memory.releases().broadcast())
            .transform("Which network", type, new StampOperator(memory.first()))
            .uid("stamp");
  }

  private static SingleOutputStreamOperator<Settled> visit(
      DataStream<StampedEdge> edges,
      @Nullable ServedModel model,
      @Nullable ServedMemory memory,
      Settings settings) {
    NodeVisits visits =
        new NodeVisits(
            ranks(settings) ? settings.get(ScoringOptions.HISTORY_CAPACITY) : 0,
            features(model, memory),
            memory == null ? null : memory.plan());
    return Loop.builder(visits)
        .setStateType(new VersionedTypeInfo<>(NodeStateSerializer.INSTANCE))
        .setMessageType(new VersionedTypeInfo<>(VisitSerializer.INSTANCE))
        .setResultType(new VersionedTypeInfo<>(NodeOutputSerializer.INSTANCE))
        .optUid("nodes")
        .optMaxHops(visits.maxHops())
        .optBatch(
            memory == null ? 1 : settings.get(MemoryOptions.BATCH),
            settings.get(MemoryOptions.BATCH_WAIT))
        .build()
        .apply(edges, stamped -> stamped.edge().ref().src())
        .name("Nodes: offer, settle, close")
        .process(new NodeOutputs())
        .returns(new VersionedTypeInfo<>(SettledSerializer.INSTANCE))
        .name("Scores and memories aside")
        .uid("node-outputs");
  }

  /** What a learned model ranks by; null where a rule ranks. */
  private static @Nullable RankerSettings features(
      @Nullable ServedModel model, @Nullable ServedMemory memory) {
    if (model != null) {
      return model.features();
    }
    return memory == null ? null : memory.features();
  }

  private static DataStream<ShardAnswer> rank(
      DataStream<Settled> settled,
      @Nullable ServedModel model,
      @Nullable ServedMemory memory,
      Settings settings) {
    int topN = settings.get(ScoringOptions.TOP_N);
    SingleOutputStreamOperator<RankRequest> requests =
        settled
            .flatMap(new AskFunction())
            .returns(new VersionedTypeInfo<>(RankRequestSerializer.INSTANCE))
            .name("Ask every shard of the candidates")
            .uid("ask");
    DataStream<RankRequest> addressed =
        requests.partitionCustom((shard, shards) -> shard, RankRequest::shard);
    SingleOutputStreamOperator<ShardAnswer> answers;
    if (model != null) {
      answers = byModel(addressed, model, topN);
    } else if (memory != null && memory.features() != null) {
      answers = byKey(addressed, new EddyRankOperator(memory.features(), topN), "rank-eddy");
    } else {
      String predictor = settings.get(ScoringOptions.PREDICTOR);
      answers = byKey(addressed, new RankOperator(predictor, topN), "rank");
    }
    return answers
        .keyBy(answer -> answer.ref().origin(), Types.LONG)
        .process(new MergeFunction(topN))
        .returns(new VersionedTypeInfo<>(ShardAnswerSerializer.INSTANCE))
        .name("Merge rankings")
        .uid("merge");
  }

  private static SingleOutputStreamOperator<ShardAnswer> byKey(
      DataStream<RankRequest> requests,
      OneInputStreamOperator<RankRequest, ShardAnswer> operator,
      String uid) {
    SingleOutputStreamOperator<ShardAnswer> answers =
        requests
            .transform(
                "Rank all candidates",
                new VersionedTypeInfo<>(ShardAnswerSerializer.INSTANCE),
                operator)
            .uid(uid);
    @SuppressWarnings("unchecked")
    OneInputTransformation<RankRequest, ShardAnswer> rank =
        (OneInputTransformation<RankRequest, ShardAnswer>) answers.getTransformation();
    rank.setStateKeySelector(ScoringPipeline::destination);
    rank.setStateKeyType(Types.STRING);
    return answers;
  }

  private static SingleOutputStreamOperator<ShardAnswer> byModel(
      DataStream<RankRequest> requests, ServedModel model, int topN) {
    SingleOutputStreamOperator<ShardAnswer> answers =
        requests
            .connect(model.releases().broadcast())
            .transform(
                "Rank all candidates",
                new VersionedTypeInfo<>(ShardAnswerSerializer.INSTANCE),
                new LearnedRankOperator(model.first(), topN))
            .uid("rank-learned");
    @SuppressWarnings("unchecked")
    TwoInputTransformation<RankRequest, Release, ShardAnswer> rank =
        (TwoInputTransformation<RankRequest, Release, ShardAnswer>) answers.getTransformation();
    // The operator sets the key itself; a release has none.
    rank.setStateKeySelectors(ScoringPipeline::destination, release -> release.name());
    rank.setStateKeyType(Types.STRING);
    return answers;
  }

  private static String destination(RankRequest request) {
    return request.ref().dst();
  }

  /** One ranking an event; none where nothing predicts. */
  public Optional<DataStream<ShardAnswer>> rankings() {
    return Optional.ofNullable(rankings);
  }

  /** One score an event, where nodes have memories. */
  public DataStream<Score> scores() {
    return settled.getSideOutput(NodeOutputs.SCORES);
  }

  /** Every change of a memory, where nodes have them; at the subtasks that have the nodes. */
  public DataStream<MemoryUpdate> memories() {
    return settled.getSideOutput(NodeOutputs.MEMORIES);
  }

  /** Events behind the watermark. */
  public DataStream<Late> late() {
    return late;
  }

  /** Records that are no edges. */
  public DataStream<Undecodable> undecodable() {
    return undecodable;
  }
}
