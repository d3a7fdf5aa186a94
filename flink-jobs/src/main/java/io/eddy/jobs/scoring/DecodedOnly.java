package io.eddy.jobs.scoring;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.Incoming;
import io.eddy.jobs.event.Undecodable;
import io.eddy.jobs.event.UndecodableSerializer;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.memory.flink.VersionedTypeInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Lets edges pass and puts undecodable records aside. */
public final class DecodedOnly extends ProcessFunction<Incoming, Edge> {
  private static final long serialVersionUID = 1L;

  /** Side output of what cannot be decoded. */
  public static final OutputTag<Undecodable> UNDECODABLE =
      new OutputTag<>("undecodable", new VersionedTypeInfo<>(UndecodableSerializer.INSTANCE));

  private transient Counter undecodable;

  @Override
  public void open(OpenContext openContext) {
    undecodable = EddyMetrics.group(getRuntimeContext()).counter("undecodable");
  }

  @Override
  public void processElement(Incoming incoming, Context context, Collector<Edge> out) {
    if (incoming instanceof Edge edge) {
      out.collect(edge);
    } else if (incoming instanceof Undecodable bad) {
      undecodable.inc();
      context.output(UNDECODABLE, bad);
    }
  }
}
