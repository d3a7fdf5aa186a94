package io.eddy.jobs.candidates;

import io.eddy.jobs.event.ShardAnswer;
import io.eddy.jobs.metrics.RankingMetrics;
import io.eddy.model.rank.OpenRanking;
import io.eddy.model.rank.PartialRanking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Joins the shards' answers to one event into its ranking. Keyed by the event's origin.
 *
 * <p>Answers wait on the heap, not in state: the requests of an event are sent together, so with
 * aligned checkpoints all its answers arrive on the same side of a barrier and none waits when a
 * snapshot is taken. That is checked at every snapshot.
 */
public final class MergeFunction extends KeyedProcessFunction<Long, ShardAnswer, ShardAnswer>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private final int topN;
  private transient RankingMetrics metrics;
  private transient Map<Long, List<ShardAnswer>> waiting;

  /**
   * A merge into lists of at most {@code topN} candidates.
   *
   * @param topN how many candidates a ranking lists at most
   */
  public MergeFunction(int topN) {
    this.topN = topN;
  }

  @Override
  public void processElement(ShardAnswer answer, Context context, Collector<ShardAnswer> out) {
    if (answer.shards() == 1) {
      finish(List.of(answer), out);
      return;
    }
    long origin = answer.ref().origin();
    List<ShardAnswer> parts = waiting.computeIfAbsent(origin, key -> new ArrayList<>());
    parts.add(answer);
    if (parts.size() == answer.shards()) {
      waiting.remove(origin);
      finish(parts, out);
    }
  }

  private void finish(List<ShardAnswer> parts, Collector<ShardAnswer> out) {
    ShardAnswer any = parts.get(0);
    PartialRanking ranking =
        PartialRanking.merge(parts.stream().map(ShardAnswer::ranking).toList(), topN);
    List<OpenRanking> open =
        parts.stream().flatMap(part -> Stream.ofNullable(part.open())).toList();
    if (!open.isEmpty()) {
      ranking = OpenRanking.close(ranking, open);
    }
    metrics.ranked(any.ref(), ranking);
    // Shards change to a new model each between two events of its own.
    String models =
        parts.stream().map(ShardAnswer::model).distinct().sorted().collect(Collectors.joining("+"));
    out.collect(new ShardAnswer(any.ref(), 1, ranking, null, models));
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    if (!waiting.isEmpty()) {
      throw new IllegalStateException(
          "%d events have part of their answers on either side of checkpoint %d; checkpoints must be aligned (execution.checkpointing.unaligned.enabled: false)"
              .formatted(waiting.size(), context.getCheckpointId()));
    }
    metrics.snapshot();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    waiting = new HashMap<>();
    metrics = new RankingMetrics(context.getOperatorStateStore(), getRuntimeContext());
  }
}
