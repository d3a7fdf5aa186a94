package io.eddy.benchmarks;

import io.eddy.model.amp.AmpCell;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.AmpReaction;
import io.eddy.model.amp.AmpState;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.amp.HaltingScope;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The reaction of a node of 100 hidden values to one message of 100. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AmpCellBenchmark {
  private static final int WIDTH = 100;

  /** Form of the cell. */
  @Param({"RNN", "GRU", "GATED"})
  public CellKind kind = CellKind.RNN;

  private AmpParameters parameters = parameters(CellKind.RNN);
  private AmpCell cell = new AmpCell(parameters);
  private AmpState state = AmpState.of(parameters, new float[WIDTH]);
  private final float[] message = new float[WIDTH];

  /** Draws weights and values. */
  @Setup
  public void draw() {
    parameters = parameters(kind);
    cell = new AmpCell(parameters);
    Random random = new Random(BenchmarkData.SEED);
    float[] hidden = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      hidden[i] = (float) random.nextGaussian();
      message[i] = (float) random.nextGaussian();
    }
    state = AmpState.of(parameters, hidden);
  }

  /** One reaction, its halting and its message. */
  @Benchmark
  public AmpReaction react() {
    return cell.react(state, message, 1);
  }

  private static AmpParameters parameters(CellKind kind) {
    return AmpParameters.seeded(
        kind, Halting.ITER, HaltingScope.WAVE, WIDTH, WIDTH, BenchmarkData.SEED);
  }
}
