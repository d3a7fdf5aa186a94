package io.eddy.model.tgn.serve;

import io.eddy.model.dense.Buffers;
import io.eddy.model.dense.DenseRows;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.block.TimeCodes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Message function and memory updater (TGN equations 1 and 3) of some nodes at once. Weights that
 * the same memory meets twice, in the message and in the recurrent unit, are added up beforehand.
 * Buffers are kept: one instance a thread.
 */
final class MemoryStep {
  private static final int GATES = 3;

  private final int memory;
  private final int features;
  private final TimeCodes codes;
  private final @Nullable DenseRows messageHidden;
  private final @Nullable DenseRows messageOutput;
  private final boolean gated;

  /** From [message ‖ memory], or the raw message, which begins with the memory. */
  private final DenseRows gates;

  /** Of a gated unit: what the reset gate is applied to. */
  private final @Nullable DenseRows candidate;

  private final SmoothSteps steps;
  private final Buffers raw;
  private final Buffers hidden;
  private final Buffers inputs;
  private final Buffers outputs;
  private final Buffers candidates;
  private final Buffers results;

  MemoryStep(TgnSettings settings, Weights weights, TimeCodes codes) {
    this.memory = settings.memory();
    this.features = settings.edgeFeatures();
    this.codes = codes;
    this.gated = settings.memoryUpdater() == TgnSettings.Updater.GRU;
    boolean identity = settings.messageFunction() == TgnSettings.MessageFunction.IDENTITY;
    this.messageHidden = identity ? null : weights.dense("message.hidden");
    this.messageOutput = identity ? null : weights.dense("message.output");
    int message = settings.messageSize();
    int own = identity ? 0 : message;
    double[][] fromMessage = weights.matrix("updater.input.weight");
    double[][] fromMemory = weights.matrix("updater.state.weight");
    double[] bias = weights.vector("updater.input.bias");
    double[] memoryBias = weights.vector("updater.state.bias");
    int merged = gated ? (GATES - 1) * memory : memory;
    double[][] all = new double[fromMessage.length][identity ? message : message + memory];
    for (int row = 0; row < all.length; row++) {
      System.arraycopy(fromMessage[row], 0, all[row], 0, message);
      if (row < merged) {
        bias[row] += memoryBias[row];
        for (int i = 0; i < memory; i++) {
          all[row][own + i] += fromMemory[row][i];
        }
      }
    }
    this.gates = DenseRows.of(all, bias);
    this.candidate =
        gated
            ? DenseRows.of(
                Arrays.copyOfRange(fromMemory, merged, GATES * memory),
                Arrays.copyOfRange(memoryBias, merged, GATES * memory))
            : null;
    this.steps = new SmoothSteps(GATES * memory);
    this.raw = new Buffers(settings.rawMessage());
    this.hidden = Buffers.forOutputs(messageHidden == null ? 0 : messageHidden.outputs());
    this.inputs = Buffers.forOutputs(gates.inputs());
    this.outputs = Buffers.forOutputs(gates.outputs());
    this.candidates = Buffers.forOutputs(memory);
    this.results = new Buffers(memory);
  }

  /** Sets the raw message of a row: [own ‖ other ‖ features ‖ Φ(Δt)]. */
  void set(int row, float[] own, float[] other, float[] edge, float elapsed) {
    float[] message = raw.rows(row + 1)[row];
    System.arraycopy(own, 0, message, 0, memory);
    System.arraycopy(other, 0, message, memory, memory);
    System.arraycopy(edge, 0, message, 2 * memory, features);
    codes.write(elapsed, message, 2 * memory + features);
  }

  /** Computes the first rows. */
  void run(int rows) {
    float[][] own = raw.rows(rows);
    float[][] in = own;
    if (messageHidden != null && messageOutput != null) {
      float[][] inner = hidden.rows(rows);
      messageHidden.apply(own, inner, rows);
      relu(inner, messageHidden.outputs(), rows);
      in = inputs.rows(rows);
      messageOutput.apply(inner, in, rows);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(own[row], 0, in[row], messageOutput.outputs(), memory);
      }
    }
    float[][] out = outputs.rows(rows);
    gates.apply(in, out, rows);
    float[][] results = this.results.rows(rows);
    if (candidate == null) {
      for (int row = 0; row < rows; row++) {
        System.arraycopy(out[row], 0, results[row], 0, memory);
        steps.tanh(results[row], 0, memory);
      }
      return;
    }
    float[][] fresh = candidates.rows(rows);
    candidate.apply(own, fresh, rows);
    for (int row = 0; row < rows; row++) {
      combine(own[row], out[row], fresh[row], results[row]);
    }
  }

  /** s′ = n + z ⊙ (s − n), n = tanh(W·m + r ⊙ (W·s)). */
  private void combine(float[] own, float[] gate, float[] fresh, float[] result) {
    steps.logistic(gate, 0, 2 * memory);
    for (int i = 0; i < memory; i++) {
      fresh[i] = Math.fma(gate[i], fresh[i], gate[2 * memory + i]);
    }
    steps.tanh(fresh, 0, memory);
    for (int i = 0; i < memory; i++) {
      result[i] = Math.fma(gate[memory + i], own[i] - fresh[i], fresh[i]);
    }
  }

  /** The new memory of a row, D values; the array is used again. */
  float[] memory(int row) {
    return results.rows(row + 1)[row];
  }

  /** Floating-point operations of one row, of matrices only. */
  long flops() {
    return gates.flops()
        + (candidate == null ? 0 : candidate.flops())
        + (messageHidden == null ? 0 : messageHidden.flops())
        + (messageOutput == null ? 0 : messageOutput.flops());
  }

  /** Sets negative values to 0. */
  static void relu(float[][] rows, int width, int count) {
    for (int row = 0; row < count; row++) {
      float[] values = rows[row];
      for (int i = 0; i < width; i++) {
        values[i] = Math.max(values[i], 0f);
      }
    }
  }
}
