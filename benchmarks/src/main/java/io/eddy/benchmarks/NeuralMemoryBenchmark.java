package io.eddy.benchmarks;

import io.eddy.memory.flink.NeuralMemorySerializer;
import io.eddy.memory.node.MemoryShape;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.memory.node.Precision;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
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

/** A node's neural memory of 100 components with 10 mails of 10 neighbours. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NeuralMemoryBenchmark {
  private static final int WIDTH = 100;
  private static final int MAILS = 10;
  private static final float[] NO_FEATURES = {};

  /** How vectors are kept. */
  @Param({"SINGLE", "HALF"})
  public Precision precision = Precision.SINGLE;

  private final float[] vector = new float[WIDTH];
  private final float[] embedding = new float[WIDTH * (MAILS + 1)];
  private final DataOutputSerializer out = new DataOutputSerializer(8192);
  private NeuralMemory memory = new NeuralMemory(MemoryShape.single(WIDTH, 0, MAILS));
  private long time = 1_800_000_000_000_000L;

  /** Fills the mailbox. */
  @Setup
  public void fill() {
    memory = new NeuralMemory(new MemoryShape(WIDTH, 0, MAILS, precision, precision));
    Random random = new Random(BenchmarkData.SEED);
    for (int i = 0; i < WIDTH; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < MAILS; i++) {
      visit();
    }
  }

  /** What an event does at a node: a mail and an update. */
  @Benchmark
  public boolean visit() {
    time += 1_000;
    memory.mailbox().add(BenchmarkData.id((int) (time / 1_000 % MAILS)), time, NO_FEATURES, vector);
    return memory.update(vector, time);
  }

  /** What an embedding reads: the vector and those of all mails. */
  @Benchmark
  public float[] read() {
    memory.readMemory(embedding, 0);
    for (int i = 0; i < memory.mailbox().size(); i++) {
      memory.mailbox().readMemory(i, embedding, WIDTH * (i + 1));
    }
    return embedding;
  }

  /** There and back through the serializer, as RocksDB asks for at every access. */
  @Benchmark
  public NeuralMemory thereAndBack() throws IOException {
    out.clear();
    NeuralMemorySerializer.INSTANCE.serialize(memory, out);
    return NeuralMemorySerializer.INSTANCE.deserialize(
        new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
  }
}
