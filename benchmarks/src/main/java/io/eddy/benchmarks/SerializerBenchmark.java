package io.eddy.benchmarks;

import io.eddy.memory.card.CandidateCard;
import io.eddy.memory.flink.CandidateCardSerializer;
import io.eddy.memory.flink.PairHistorySerializer;
import io.eddy.memory.pair.PairHistory;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeutils.TypeSerializer;
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

/** A value written and read back, which RocksDB state costs at every access. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SerializerBenchmark {
  /** Destinations the history holds. */
  @Param({"8", "128"})
  public int size;

  private final CandidateCard card =
      new CandidateCard(BenchmarkData.id(7), 1234, 1_700_000_000_000_000L);
  private final DataOutputSerializer out = new DataOutputSerializer(4096);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private PairHistory history = new PairHistory(1);

  /** Fills the history. */
  @Setup
  public void fill() {
    history = BenchmarkData.history(new Random(BenchmarkData.SEED), size, 10_000);
  }

  /** A pair history there and back. */
  @Benchmark
  public PairHistory pairHistory() throws IOException {
    return roundTrip(PairHistorySerializer.INSTANCE, history);
  }

  /** A candidate card there and back. */
  @Benchmark
  public CandidateCard candidateCard() throws IOException {
    return roundTrip(CandidateCardSerializer.INSTANCE, card);
  }

  private <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    out.clear();
    serializer.serialize(value, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }
}
