package io.eddy.memory.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The estimates against what the JVM allocates and what the layout writes; prints both. */
class MemoryBytesTest {
  private static final int COPIES = 200;

  @ParameterizedTest
  @CsvSource({
    "100, 0, 10, 0, SINGLE",
    "100, 0, 10, 1, SINGLE",
    "100, 0, 10, 10, SINGLE",
    "100, 0, 10, 10, HALF",
    "172, 172, 10, 10, SINGLE",
    "172, 172, 10, 10, HALF",
    "100, 0, 20, 20, HALF"
  })
  void estimatesAreWhatIsAllocatedAndWritten(
      int memory, int features, int capacity, int mails, Precision precision) throws IOException {
    MemoryShape shape = new MemoryShape(memory, features, capacity, precision, precision);
    NeuralMemory node = new NeuralMemory(shape);
    Random random = new Random(1);
    for (int i = 0; i < mails; i++) {
      long time = 1_700_000_000_000_000L + 60_000_000L * i;
      node.update(RandomMemory.vector(random, memory), time);
      node.mailbox()
          .add(
              "page-%03d".formatted(i),
              time,
              RandomMemory.vector(random, features),
              RandomMemory.vector(random, memory));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NeuralMemoryLayout.INSTANCE.write(node, new DataOutputStream(bytes));

    long allocated = allocatedByCopies(node) / COPIES;

    System.out.printf(
        "memory %d, features %d, %d of %d mails, %s: %d bytes on the heap (estimate %d), %d"
            + " serialized (estimate %d)%n",
        memory,
        features,
        mails,
        capacity,
        precision,
        allocated,
        MemoryBytes.onHeap(node),
        bytes.size(),
        MemoryBytes.serialized(shape, mails, 8));
    assertThat(MemoryBytes.onHeap(node)).isCloseTo(allocated, Percentage.withPercentage(2));
    assertThat(MemoryBytes.serialized(shape, mails, 8))
        .isCloseTo(bytes.size(), within(12L + 2L * mails));
  }

  /** What copies allocate once they share no vector any more. */
  private static long allocatedByCopies(NeuralMemory node) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    NeuralMemory[] copies = new NeuralMemory[COPIES];
    copies[0] = node.copy();
    float[] anything = new float[Math.max(node.shape().memory(), node.shape().features())];
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < COPIES; i++) {
      copies[i] = node.copy();
      overwrite(copies[i].vector(), anything);
      overwrite(copies[i].mailbox().features(), anything);
      overwrite(copies[i].mailbox().memories(), anything);
    }
    long after = threads.getCurrentThreadAllocatedBytes();
    assertThat(node.copy()).isEqualTo(node);
    return after - before;
  }

  private static void overwrite(VectorRows rows, float[] with) {
    for (int row = 0; row < rows.rows(); row++) {
      rows.write(row, with);
    }
  }
}
