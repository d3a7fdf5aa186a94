package io.eddy.jobs.loop;

import io.eddy.jobs.loop.program.NodeProgram;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.OutputTag;

/** Makes the head of a subtask, where the job runs. */
final class HeadOperatorFactory<S, E, M, OUT> extends AbstractStreamOperatorFactory<OUT>
    implements OneInputStreamOperatorFactory<E, OUT> {
  private static final long serialVersionUID = 1L;

  private final LoopSettings settings;
  private final NodeProgram<S, E, M, OUT> program;
  private final TypeInformation<S> state;
  private final LoopRecordTypeInfo<M> records;
  private final OutputTag<LoopRecord<M>> messages;

  HeadOperatorFactory(
      LoopSettings settings,
      NodeProgram<S, E, M, OUT> program,
      TypeInformation<S> state,
      LoopRecordTypeInfo<M> records,
      OutputTag<LoopRecord<M>> messages) {
    this.settings = settings;
    this.program = program;
    this.state = state;
    this.records = records;
    this.messages = messages;
    this.chainingStrategy = ChainingStrategy.HEAD;
  }

  @Override
  @SuppressWarnings("unchecked") // Flink's signature leaves the type of operator to the caller.
  public <T extends StreamOperator<OUT>> T createStreamOperator(
      StreamOperatorParameters<OUT> parameters) {
    var config = parameters.getContainingTask().getExecutionConfig().getSerializerConfig();
    return (T)
        new HeadOperator<>(
            parameters,
            settings,
            program,
            new ValueStateDescriptor<>("node", state),
            records.createSerializer(config),
            messages);
  }

  @Override
  @SuppressWarnings("rawtypes") // As declared by Flink.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return HeadOperator.class;
  }
}
