package io.eddy.model.tgn.serve;

import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.dense.Buffers;
import io.eddy.model.tgn.TgnSettings;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings without neighbours: the memory, or JODIE's projection of it by the time since its
 * update, {@link io.eddy.model.tgn.block.TimeProjection}.
 */
final class MemoryEmbedding implements EmbeddingRows {
  private final TgnSettings settings;
  private final float @Nullable [] drift;
  private final float @Nullable [] bias;
  private final Buffers rows;

  MemoryEmbedding(TgnSettings settings, Weights weights) {
    this.settings = settings;
    boolean projected = settings.embedding() == TgnSettings.Embedding.TIME;
    this.drift = projected ? weights.floats("projection.drift.weight") : null;
    this.bias = projected ? weights.floats("projection.drift.bias") : null;
    this.rows = new Buffers(settings.memory());
  }

  @Override
  public void set(int row, NeuralMemory node, float[] self, long timeMicros) {
    float[] result = rows.rows(row + 1)[row];
    System.arraycopy(self, 0, result, 0, settings.memory());
    if (drift != null && bias != null) {
      float since = Seconds.of(node.sinceUpdate(timeMicros, settings.originMicros()));
      float standard =
          (since - (float) settings.timeShiftMean()) / (float) settings.timeShiftDeviation();
      for (int i = 0; i < result.length; i++) {
        result[i] *= Math.fma(drift[i], standard, bias[i]) + 1;
      }
    }
  }

  @Override
  public void run(int count) {
    // Nothing is shared between rows.
  }

  @Override
  public float[] embedding(int row) {
    return rows.rows(row + 1)[row];
  }

  @Override
  public long flops() {
    return 0;
  }
}
