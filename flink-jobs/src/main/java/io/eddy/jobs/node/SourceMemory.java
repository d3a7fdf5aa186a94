package io.eddy.jobs.node;

import io.eddy.jobs.event.EdgeRef;
import io.eddy.memory.flink.SourceStateSerializer;
import io.eddy.memory.ranker.RankerScales;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.memory.ranker.SourceState;
import io.eddy.memory.ranker.SourceView;
import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

/** What a learned ranker remembers of sources, in state keyed by source. */
final class SourceMemory {
  private final RankerScales scales;
  private final ValueState<SourceState> state;

  SourceMemory(RuntimeContext context, RankerSettings settings) {
    scales = new RankerScales(settings);
    state =
        context.getState(
            new ValueStateDescriptor<>("ranker-source", SourceStateSerializer.INSTANCE));
  }

  /** The view of the current source before an event, which is then taken in. */
  SourceView visit(EdgeRef ref) throws IOException {
    SourceState source = state.value();
    if (source == null) {
      source = new SourceState();
    }
    SourceView before = source.view(ref.src(), ref.timeMicros(), scales);
    source.apply(ref.dst(), ref.timeMicros(), scales);
    state.update(source);
    return before;
  }
}
