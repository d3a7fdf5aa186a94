package io.eddy.model.tgn.serve;

import io.eddy.model.dense.Buffers;
import io.eddy.model.dense.DenseRows;
import io.eddy.model.tgn.TgnSettings;

/** The decoder of links, {@link io.eddy.model.tgn.block.LinkDecoder}, for some pairs at once. */
final class LinkStep {
  private final int embedding;
  private final DenseRows hidden;
  private final float[] output;
  private final float bias;
  private final Buffers pairs;
  private final Buffers inner;

  LinkStep(TgnSettings settings, Weights weights) {
    this.embedding = settings.embeddingSize();
    this.hidden = weights.dense("link.hidden");
    this.output = weights.floats("link.output.weight");
    this.bias = weights.floats("link.output.bias")[0];
    this.pairs = new Buffers(2 * embedding);
    this.inner = Buffers.forOutputs(embedding);
  }

  /** Sets the embeddings of a pair. */
  void set(int row, float[] source, float[] destination) {
    float[] pair = pairs.rows(row + 1)[row];
    System.arraycopy(source, 0, pair, 0, embedding);
    System.arraycopy(destination, 0, pair, embedding, embedding);
  }

  /** Computes the first rows. */
  void run(int rows) {
    float[][] between = inner.rows(rows);
    hidden.apply(pairs.rows(rows), between, rows);
    MemoryStep.relu(between, embedding, rows);
  }

  /** The logit of a row. */
  float logit(int row) {
    return Dots.product(output, 0, inner.rows(row + 1)[row], embedding) + bias;
  }

  long flops() {
    return hidden.flops() + 2L * embedding;
  }
}
