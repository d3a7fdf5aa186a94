package io.eddy.cli.features;

import io.eddy.jobs.featurestore.Embedding;
import io.eddy.jobs.kafka.Micros;
import java.util.Locale;

/**
 * An embedding as {@code eddy features get --json} prints it.
 *
 * @param node the node
 * @param snapshot number of the snapshot
 * @param time event time of the snapshot, ISO-8601
 * @param model name and version of the model
 * @param embedding the components
 */
@SuppressWarnings("ArrayRecordComponent") // Only printed.
public record EmbeddingReport(
    String node, long snapshot, String time, String model, float[] embedding) {

  static EmbeddingReport of(Embedding embedding) {
    return new EmbeddingReport(
        embedding.node(),
        embedding.snapshotId(),
        Micros.instant(embedding.timeMicros()).toString(),
        embedding.model(),
        embedding.vector());
  }

  /** The first components, and how many there are. */
  static String shortened(float[] vector, int components) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(components, vector.length); i++) {
      text.append(String.format(Locale.ROOT, "%.4f ", vector[i]));
    }
    return text + (vector.length > components ? "… (%d)".formatted(vector.length) : "").trim();
  }
}
