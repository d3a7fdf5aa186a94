package io.eddy.model.tgn.serve;

import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.dense.Buffers;
import io.eddy.model.dense.DenseRows;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.block.TimeCodes;
import java.util.Arrays;

/**
 * Temporal graph sum, {@link io.eddy.model.tgn.block.GraphSum}. The first map is linear, so the
 * neighbours are added up before it and it is computed once.
 */
final class SumEmbedding implements EmbeddingRows {
  private final TgnSettings settings;
  private final int width;
  private final TimeCodes codes;
  private final DenseRows neighbour;
  private final DenseRows merge;
  private final float[] zeroCode;
  private final float[] mail;
  private final Buffers sums;
  private final Buffers neighbours;
  private final Buffers merged;
  private final Buffers results;

  SumEmbedding(TgnSettings settings, Weights weights, TimeCodes codes) {
    this.settings = settings;
    this.codes = codes;
    double[] bias = weights.vector("layer1.neighbour.bias");
    for (int i = 0; i < bias.length; i++) {
      bias[i] *= settings.neighbours();
    }
    this.neighbour = DenseRows.of(weights.matrix("layer1.neighbour.weight"), bias);
    this.merge = weights.dense("layer1.merge");
    this.width = neighbour.inputs();
    this.zeroCode = new float[settings.time()];
    codes.write(0, zeroCode, 0);
    this.mail = new float[width];
    this.sums = new Buffers(width);
    this.neighbours = Buffers.forOutputs(neighbour.outputs());
    this.merged = new Buffers(merge.inputs());
    this.results = Buffers.forOutputs(settings.embeddingSize());
  }

  @Override
  public void set(int row, NeuralMemory node, float[] self, long timeMicros) {
    int memory = settings.memory();
    int time = settings.time();
    float[] sum = sums.rows(row + 1)[row];
    Arrays.fill(sum, 0);
    Mailbox mails = node.mailbox();
    int first = mails.firstBefore(timeMicros);
    for (int i = 0; i < settings.neighbours(); i++) {
      int index = first + i;
      if (index < mails.size()) {
        mails.readMemory(index, mail, 0);
        codes.write(Seconds.of(timeMicros - mails.timeMicros(index)), mail, memory);
        mails.readFeatures(index, mail, memory + time);
      } else {
        Arrays.fill(mail, 0);
        codes.write(Seconds.of(timeMicros - settings.originMicros()), mail, memory);
      }
      for (int j = 0; j < width; j++) {
        sum[j] += mail[j];
      }
    }
    float[] rest = merged.rows(row + 1)[row];
    System.arraycopy(self, 0, rest, settings.embeddingSize(), memory);
    System.arraycopy(zeroCode, 0, rest, settings.embeddingSize() + memory, time);
  }

  @Override
  public void run(int rows) {
    float[][] around = neighbours.rows(rows);
    neighbour.apply(sums.rows(rows), around, rows);
    MemoryStep.relu(around, neighbour.outputs(), rows);
    float[][] all = merged.rows(rows);
    for (int row = 0; row < rows; row++) {
      System.arraycopy(around[row], 0, all[row], 0, neighbour.outputs());
    }
    merge.apply(all, results.rows(rows), rows);
  }

  @Override
  public float[] embedding(int row) {
    return results.rows(row + 1)[row];
  }

  @Override
  public long flops() {
    return neighbour.flops() + merge.flops() + (long) settings.neighbours() * width;
  }
}
