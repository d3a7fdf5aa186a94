package io.eddy.jobs.node;

import io.eddy.jobs.event.Neural;
import io.eddy.jobs.event.Score;
import io.eddy.jobs.event.ScoreSerializer;
import io.eddy.jobs.event.Settled;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.memory.MemoryUpdateSerializer;
import io.eddy.memory.flink.VersionedTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Takes what nodes emit apart: settled events go on, scores and memories to the sides. */
public final class NodeOutputs extends ProcessFunction<NodeOutput, Settled> {
  private static final long serialVersionUID = 1L;

  public static final OutputTag<Score> SCORES =
      new OutputTag<>("scores", new VersionedTypeInfo<>(ScoreSerializer.INSTANCE));
  public static final OutputTag<MemoryUpdate> MEMORIES =
      new OutputTag<>("memories", new VersionedTypeInfo<>(MemoryUpdateSerializer.INSTANCE));

  @Override
  public void processElement(NodeOutput output, Context context, Collector<Settled> out) {
    Remembered remembered = output.remembered();
    if (remembered != null) {
      context.output(MEMORIES, remembered.update());
    }
    Settled settled = output.settled();
    if (settled != null) {
      Neural neural = settled.offer().neural();
      if (neural != null) {
        context.output(SCORES, Score.of(settled.offer().ref(), neural));
      }
      out.collect(remembered == null ? settled : withMemory(settled, neural, remembered));
    }
  }

  private static Settled withMemory(
      Settled settled, @Nullable Neural neural, Remembered remembered) {
    return neural == null || neural.mails() == null
        ? settled
        : new Settled(settled.offer(), settled.before(), remembered.update().vector());
  }
}
