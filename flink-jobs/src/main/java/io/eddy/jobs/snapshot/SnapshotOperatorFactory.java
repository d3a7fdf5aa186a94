package io.eddy.jobs.snapshot;

import io.eddy.config.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator that embeds, where the job runs. */
final class SnapshotOperatorFactory extends AbstractStreamOperatorFactory<SnapshotReport>
    implements OneInputStreamOperatorFactory<SnapshotPart, SnapshotReport> {
  private static final long serialVersionUID = 1L;

  private final TreeMap<String, String> settings;
  private final int senders;

  SnapshotOperatorFactory(Settings settings, int senders) {
    this.settings = new TreeMap<>(settings.asMap());
    this.senders = senders;
    // In a task of its own: in the senders' it would hold up the stream while it waits.
    this.chainingStrategy = ChainingStrategy.HEAD;
  }

  @Override
  @SuppressWarnings("unchecked") // Flink's signature leaves the type of operator to the caller.
  public <T extends StreamOperator<SnapshotReport>> T createStreamOperator(
      StreamOperatorParameters<SnapshotReport> parameters) {
    return (T) new SnapshotOperator(parameters, Map.copyOf(settings), senders);
  }

  @Override
  @SuppressWarnings("rawtypes") // As declared by Flink.
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return SnapshotOperator.class;
  }
}
