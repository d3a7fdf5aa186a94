package io.eddy.model.tgn.serve;

import io.eddy.memory.node.Mailbox;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.dense.Buffers;
import io.eddy.model.dense.DenseRows;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.block.TimeCodes;
import java.util.Arrays;

/**
 * Temporal graph attention of one layer, {@link io.eddy.model.tgn.block.GraphAttention}, with its
 * linear maps folded into each other in double precision beforehand:
 *
 * <pre>
 * a_h = W_kᵀ·(W_q·[s ‖ Φ(0)] + b_q) / √(A/H)        one map D → H·C, the absorbed query
 * α = softmax_k(a_h · c_k),  r_h = Σ_k α_k·c_k       products of C numbers, per neighbour and head
 * W₁·[W_o·(W_v·r + b_v) + b_o ‖ s] + b₁              one map H·C → E and one D → E
 * </pre>
 */
final class AttentionEmbedding implements EmbeddingRows {
  private final TgnSettings settings;
  private final int heads;
  private final int attended;
  private final TimeCodes codes;
  private final DenseRows absorbed;
  private final DenseRows heard;
  private final DenseRows own;
  private final DenseRows merge;
  private final float[] scores;
  private final float[][] mails;
  private final Buffers selves;
  private final Buffers queries;
  private final Buffers sums;
  private final Buffers hidden;
  private final Buffers fromHeard;
  private final Buffers results;

  /** Of each row: the mails it has before its time, and the time. */
  private NeuralMemory[] nodes = new NeuralMemory[0];

  private long[] times = new long[0];

  AttentionEmbedding(TgnSettings settings, Weights weights, TimeCodes codes) {
    this.settings = settings;
    this.codes = codes;
    this.heads = settings.heads();
    int memory = settings.memory();
    this.attended = memory + settings.edgeFeatures() + settings.time();
    float[] zero = new float[settings.time()];
    codes.write(0, zero, 0);
    double[] zeroCode = new double[zero.length];
    for (int i = 0; i < zero.length; i++) {
      zeroCode[i] = zero[i];
    }
    AttentionFold fold = new AttentionFold(weights, memory, heads, zeroCode);
    this.absorbed = fold.absorbed();
    this.heard = fold.heard();
    this.own = fold.own();
    this.merge = weights.dense("layer1.merge");
    this.scores = new float[settings.neighbours()];
    this.mails = new float[settings.neighbours()][attended];
    this.selves = new Buffers(memory);
    this.queries = Buffers.forOutputs(heads * attended);
    this.sums = new Buffers(heads * attended);
    this.hidden = Buffers.forOutputs(settings.embeddingSize());
    this.fromHeard = Buffers.forOutputs(settings.embeddingSize());
    this.results = Buffers.forOutputs(settings.embeddingSize());
  }

  @Override
  public void set(int row, NeuralMemory node, float[] self, long timeMicros) {
    if (row >= nodes.length) {
      nodes = Arrays.copyOf(nodes, Math.max(row + 1, 2 * nodes.length));
      times = Arrays.copyOf(times, nodes.length);
    }
    nodes[row] = node;
    times[row] = timeMicros;
    System.arraycopy(self, 0, selves.rows(row + 1)[row], 0, settings.memory());
  }

  @Override
  public void run(int rows) {
    float[][] self = selves.rows(rows);
    float[][] query = queries.rows(rows);
    float[][] sum = sums.rows(rows);
    absorbed.apply(self, query, rows);
    for (int row = 0; row < rows; row++) {
      attend(query[row], nodes[row].mailbox(), times[row], sum[row]);
    }
    float[][] inner = hidden.rows(rows);
    float[][] around = fromHeard.rows(rows);
    own.apply(self, inner, rows);
    heard.apply(sum, around, rows);
    for (int row = 0; row < rows; row++) {
      // Without neighbours the attention is 0, its biases too.
      if (nodes[row].mailbox().firstBefore(times[row]) < nodes[row].mailbox().size()) {
        add(around[row], inner[row]);
      }
    }
    MemoryStep.relu(inner, settings.embeddingSize(), rows);
    merge.apply(inner, results.rows(rows), rows);
  }

  private static void add(float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  private void attend(float[] query, Mailbox mailbox, long timeMicros, float[] sum) {
    int memory = settings.memory();
    int code = memory + settings.edgeFeatures();
    int first = mailbox.firstBefore(timeMicros);
    int count = Math.min(settings.neighbours(), mailbox.size() - first);
    for (int k = 0; k < count; k++) {
      mailbox.readMemory(first + k, mails[k], 0);
      mailbox.readFeatures(first + k, mails[k], memory);
      codes.write(Seconds.of(timeMicros - mailbox.timeMicros(first + k)), mails[k], code);
    }
    Arrays.fill(sum, 0);
    for (int head = 0; head < heads; head++) {
      softmax(query, head * attended, count);
      for (int k = 0; k < count; k++) {
        addScaled(scores[k], mails[k], sum, head * attended, attended);
      }
    }
  }

  private void softmax(float[] query, int at, int count) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < count; k++) {
      scores[k] = Dots.product(query, at, mails[k], attended);
      highest = Math.max(highest, scores[k]);
    }
    double total = 0;
    for (int k = 0; k < count; k++) {
      scores[k] = (float) Math.exp(scores[k] - highest);
      total += scores[k];
    }
    for (int k = 0; k < count; k++) {
      scores[k] = (float) (scores[k] / total);
    }
  }

  private static void addScaled(float factor, float[] from, float[] to, int at, int count) {
    for (int i = 0; i < count; i++) {
      to[at + i] = Math.fma(factor, from[i], to[at + i]);
    }
  }

  @Override
  public float[] embedding(int row) {
    return results.rows(row + 1)[row];
  }

  @Override
  public long flops() {
    return absorbed.flops()
        + heard.flops()
        + own.flops()
        + merge.flops()
        + 4L * settings.neighbours() * heads * attended;
  }
}
