package io.eddy.jobs.metrics;

import java.io.IOException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.metrics.Histogram;

/**
 * Measures the serialized size of every {@value #EVERY}th state value it is shown, in bytes.
 *
 * @param <T> the state's type
 */
public final class StateSizeSampler<T> {
  private static final int EVERY = 256;

  private final TypeSerializer<T> serializer;
  private final Histogram sizes;
  private final DataOutputSerializer buffer = new DataOutputSerializer(256);
  private int seen;

  /** A sampler that reports to the histogram {@code name} of the operator. */
  public StateSizeSampler(RuntimeContext context, String name, TypeSerializer<T> serializer) {
    this.serializer = serializer;
    this.sizes = EddyMetrics.histogram(context, name);
  }

  /** Shows it a value that was just written. */
  public void sample(T value) throws IOException {
    if (seen++ % EVERY == 0) {
      buffer.clear();
      serializer.serialize(value, buffer);
      sizes.update(buffer.length());
    }
  }
}
