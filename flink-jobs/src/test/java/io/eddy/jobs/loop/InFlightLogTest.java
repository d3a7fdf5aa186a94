package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InFlightLogTest {
  private static final KeyGroupRange RANGE = new KeyGroupRange(8, 15);

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1,1000000", "2,1000", "3,100", "4,1"})
  void whatWasLoggedIsReadBackPerKeyGroupInOrder(long seed, long limit) throws Exception {
    Random random = new Random(seed);
    Map<Integer, List<Message<String>>> expected = new HashMap<>();
    try (var log = log(limit)) {
      for (int i = 0; i < 500; i++) {
        int group = 8 + random.nextInt(7);
        Message<String> message =
            Messages.message("node" + i, "p".repeat(random.nextInt(20)), random.nextInt(2));
        log.append(group, message);
        expected.computeIfAbsent(group, g -> new ArrayList<>()).add(message);
      }
      for (int group : RANGE) {
        Read read = read(bytes(group * 7L, log, group));
        assertThat(read.random).isEqualTo(group * 7L);
        assertThat(read.messages).isEqualTo(expected.getOrDefault(group, List.of()));
      }
    }
    try (var files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aLogThatEndsEarlyIsRefused() throws Exception {
    try (var log = log(1_000)) {
      log.append(8, Messages.message("node", "payload", 0));
      byte[] whole = bytes(1, log, 8);
      byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);
      assertThatThrownBy(() -> read(cut)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void aLayoutOfALaterReleaseIsRefused() throws Exception {
    try (var log = log(1_000)) {
      byte[] bytes = bytes(1, log, 8);
      bytes[0] = 2;
      assertThatThrownBy(() -> read(bytes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("key group 8 has layout 2; this release reads layout 1");
    }
  }

  private InFlightLog<String> log(long limit) {
    return new InFlightLog<>(Messages.CODEC, RANGE, limit, Messages.folder(directory));
  }

  private static byte[] bytes(long random, InFlightLog<String> log, int group) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LogFormat.write(random, log, group, StringSerializer.INSTANCE, out);
    return out.toByteArray();
  }

  private static Read read(byte[] bytes) throws IOException {
    Read read = new Read();
    LogFormat.read(
        8, new ByteArrayInputStream(bytes), InFlightLogTest.class.getClassLoader(), read);
    return read;
  }

  private static final class Read implements LogFormat.Reader<String> {
    private long random;
    private final List<Message<String>> messages = new ArrayList<>();

    @Override
    public void random(int keyGroup, long state) {
      random = state;
    }

    @Override
    public void message(Message<String> message) {
      messages.add(message);
    }
  }
}
