package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpillableQueueTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void elementsLeaveInTheOrderInWhichTheyCame(long seed) throws Exception {
    Random random = new Random(seed);
    Deque<String> model = new ArrayDeque<>();
    try (SpillableQueue<String> queue = queue(1 << (10 + random.nextInt(8)))) {
      boolean spilled = false;
      for (int step = 0; step < 20_000; step++) {
        // Phases that mostly fill and phases that mostly empty.
        if (random.nextInt(10) < (step / 4_000 % 2 == 0 ? 7 : 3)) {
          String element = step + "x".repeat(random.nextInt(50));
          queue.add(element);
          model.add(element);
        } else {
          assertThat(queue.poll()).isEqualTo(model.poll());
        }
        spilled |= queue.spilled() > 0;
        assertThat(queue.size()).isEqualTo(model.size());
        assertThat(queue.isEmpty()).isEqualTo(model.isEmpty());
      }
      assertThat(spilled).isTrue();
      while (!model.isEmpty()) {
        assertThat(queue.poll()).isEqualTo(model.poll());
      }
      assertThat(queue.poll()).isNull();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void whatFitsStaysOnTheHeap() throws Exception {
    try (SpillableQueue<String> queue = queue(1 << 20)) {
      for (int i = 0; i < 1_000; i++) {
        queue.add("element " + i);
      }
      assertThat(queue.spilled()).isZero();
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void largeElementsBehindSmallOnesAreNoticedAtOnce() throws Exception {
    try (SpillableQueue<String> queue = queue(1 << 20)) {
      for (int i = 0; i < 1_000; i++) {
        queue.add("small");
      }
      for (int i = 0; i < 100; i++) {
        queue.add("x".repeat(64 * 1024));
      }
      assertThat(queue.size() - queue.spilled()).isLessThan(1_050);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32})
  void largeElementsAtAFixedDistanceAreNoticed(int distance) throws Exception {
    try (SpillableQueue<String> queue = queue(1 << 20)) {
      for (int i = 0; i < 3_200; i++) {
        queue.add(i % distance == 1 ? "x".repeat(64 * 1024) : "small");
      }
      assertThat(queue.spilled()).isPositive();
    }
  }

  @Test
  void aFileThatCannotBeFinishedIsDeleted() throws Exception {
    Codec<String> failing =
        new Codec<>() {
          @Override
          public void write(String element, DataOutputView out) throws IOException {
            out.writeUTF(element);
            if (element.equals("last")) {
              throw new IOException("no space left");
            }
          }

          @Override
          public String read(DataInputView in) throws IOException {
            return in.readUTF();
          }
        };
    SpillFolder folder = new SpillFolder(List.of(directory));
    assertThatThrownBy(() -> SpillFile.write(List.of("first", "last"), failing, folder))
        .hasMessage("no space left");
    assertThat(files()).isEmpty();
  }

  @Test
  void closingDeletesTheFiles() throws Exception {
    try (SpillableQueue<String> queue = queue(1_000)) {
      for (int i = 0; i < 1_000; i++) {
        queue.add("element " + i);
      }
      assertThat(files()).isNotEmpty();
    }
    assertThat(files()).isEmpty();
  }

  private SpillableQueue<String> queue(long limit) {
    return new SpillableQueue<>(
        Codec.of(StringSerializer.INSTANCE), limit, new SpillFolder(List.of(directory)));
  }

  private List<Path> files() throws Exception {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
