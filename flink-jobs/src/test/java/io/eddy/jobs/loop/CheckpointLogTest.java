package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.CheckpointStateOutputStream;
import org.apache.flink.runtime.state.CheckpointedStateScope;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.StateSnapshotContextSynchronousImpl;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for a thread waits for ever if the log is wrong; hence the time-out. */
@Timeout(60)
class CheckpointLogTest {
  private static final KeyGroupRange RANGE = new KeyGroupRange(0, 127);

  @TempDir private Path directory;

  private final CloseableRegistry registry = new CloseableRegistry();
  private CheckpointLog<String> log;

  @AfterEach
  void close() throws Exception {
    registry.close();
    log.close();
  }

  @Test
  void aCheckpointCompletesWithItsSentinelAndHoldsWhatCameBefore() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl context = context(5);
    begin(context);
    Future<SnapshotResult<KeyedStateHandle>> stream = context.getKeyedStateStreamFuture();
    Message<String> message = Messages.message("node", "payload", 0);
    log.append(message);
    log.complete(4);
    assertThat(stream.isDone()).isFalse();
    log.complete(5);
    log.append(Messages.message("node", "behind the sentinel", 0));
    assertThat(read(stream.get().getJobManagerOwnedSnapshot(), "node")).containsExactly(message);
  }

  @Test
  void anAbortedCheckpointMakesRoomForTheNext() throws Exception {
    log = log();
    begin(context(5));
    log.append(Messages.message("node", "of the aborted one", 0));
    log.abort(5);
    StateSnapshotContextSynchronousImpl next = context(6);
    begin(next);
    log.complete(5);
    assertThat(next.getKeyedStateStreamFuture().isDone()).isFalse();
    log.complete(6);
    assertThat(read(next.getKeyedStateStreamFuture().get().getJobManagerOwnedSnapshot(), "node"))
        .isEmpty();
  }

  @Test
  void aTaskThatFailsDoesNotWaitForItsOwnLog() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl context = context(5);
    begin(context);
    // What a failing task does on its own thread before it closes its operators.
    assertThat(context.getKeyedStateStreamFuture().cancel(true)).isTrue();
    registry.close();
    log.close();
  }

  @Test
  void aFailureBetweenTheLogsBeginningAndTheEndOfTheSynchronousPartWaitsForNothing()
      throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl context = context(5);
    log.begin(context, random());
    // What Flink does when another part of the operator's snapshot fails.
    assertThat(context.getKeyedStateStreamFuture().cancel(true)).isTrue();
    context.closeExceptionally();
    log.abort(5);
    StateSnapshotContextSynchronousImpl next = context(6);
    begin(next);
    log.complete(6);
    assertThat(next.getKeyedStateStreamFuture().get().getJobManagerOwnedSnapshot()).isNotNull();
  }

  @Test
  void aSavepointDoesNotTakeTheLogOfAPendingCheckpoint() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl checkpoint = context(5);
    begin(checkpoint);
    log.append(Messages.message("node", "in flight at 5", 0));
    StateSnapshotContextSynchronousImpl savepoint = context(6);
    begin(savepoint).append(Messages.message("node", "waits in the head at 6", 0));
    log.append(Messages.message("node", "in flight at 5 and 6", 0));
    log.complete(5);
    log.append(Messages.message("node", "in flight at 6", 0));
    assertThat(savepoint.getKeyedStateStreamFuture().isDone()).isFalse();
    log.complete(6);
    assertThat(payloads(checkpoint)).containsExactly("in flight at 5", "in flight at 5 and 6");
    assertThat(payloads(savepoint))
        .containsExactly("waits in the head at 6", "in flight at 5 and 6", "in flight at 6");
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void anAbortDropsOneOfTwoLogs(long aborted) throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl five = context(5);
    begin(five);
    StateSnapshotContextSynchronousImpl six = context(6);
    begin(six);
    log.abort(aborted);
    log.append(Messages.message("node", "in flight", 0));
    StateSnapshotContextSynchronousImpl left = aborted == 5 ? six : five;
    assertThat(left.getKeyedStateStreamFuture().isDone()).isFalse();
    log.complete(5);
    log.complete(6);
    assertThat(payloads(left)).containsExactly("in flight");
    StateSnapshotContextSynchronousImpl dropped = aborted == 5 ? five : six;
    assertThat(dropped.getKeyedStateStreamFuture().get().getJobManagerOwnedSnapshot()).isNull();
  }

  @Test
  void theEndOfTheLoopWritesAllLogs() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl five = context(5);
    begin(five);
    log.append(Messages.message("node", "a", 0));
    StateSnapshotContextSynchronousImpl six = context(6);
    begin(six);
    log.append(Messages.message("node", "b", 0));
    log.completeAll();
    assertThat(payloads(five)).containsExactly("a", "b");
    assertThat(payloads(six)).containsExactly("b");
  }

  @Test
  void aLogWhoseSentinelWasLeftOutIsDropped() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl declined = context(5);
    begin(declined);
    StateSnapshotContextSynchronousImpl next = context(6);
    begin(next);
    log.complete(6);
    assertThat(payloads(next)).isEmpty();
    assertThat(declined.getKeyedStateStreamFuture().get().getJobManagerOwnedSnapshot()).isNull();
  }

  /** Barriers, messages, sentinels and aborts in random order, against what should be logged. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void eachCheckpointHoldsWhatCameBetweenItsBarrierAndItsSentinel(long seed) throws Exception {
    log = log();
    Random random = new Random(seed);
    Map<StateSnapshotContextSynchronousImpl, List<String>> expected = new LinkedHashMap<>();
    Deque<StateSnapshotContextSynchronousImpl> open = new ArrayDeque<>();
    for (int step = 0; step < 300; step++) {
      switch (random.nextInt(5)) {
        case 0 -> {
          StateSnapshotContextSynchronousImpl context = context(step);
          begin(context);
          open.add(context);
          expected.put(context, new ArrayList<>());
        }
        case 1 -> {
          if (!open.isEmpty()) {
            log.complete(open.remove().getCheckpointId());
          }
        }
        case 2 -> {
          if (open.size() > 2) {
            StateSnapshotContextSynchronousImpl aborted =
                open.stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
            open.remove(aborted);
            expected.remove(aborted);
            log.abort(aborted.getCheckpointId());
          }
        }
        default -> {
          String payload = "message " + step;
          log.append(Messages.message("node", payload, 0));
          open.forEach(context -> expected.get(context).add(payload));
        }
      }
    }
    log.completeAll();
    assertThat(expected).hasSizeGreaterThan(20);
    for (var entry : expected.entrySet()) {
      assertThat(payloads(entry.getKey())).isEqualTo(entry.getValue());
    }
  }

  @Test
  void whatCannotBeWrittenDoesNotCompleteTheCheckpoint() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl context = new Full(5, registry);
    begin(context);
    log.append(Messages.message("node", "payload", 0));
    log.complete(5);
    Future<SnapshotResult<KeyedStateHandle>> stream = context.getKeyedStateStreamFuture();
    // Were it let go, it would be done within microseconds.
    assertThatThrownBy(() -> stream.get(500, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    begin(context(6));
    log.complete(6);
    assertThat(stream.isDone()).isFalse();
    log.abort(5);
    assertThat(stream.get()).isNotNull();
  }

  @Test
  void whatCannotBeWrittenBeforeTheStreamIsHeldFailsTheSnapshot() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl context = new Full(5, registry);
    log.begin(context, random()).append(Messages.message("node", "payload", 0));
    assertThatThrownBy(() -> log.completeAll())
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  /** A context whose storage takes nothing. */
  private static final class Full extends StateSnapshotContextSynchronousImpl {
    Full(long id, CloseableRegistry registry) {
      super(id, id, new FullStorage(), RANGE, registry);
    }
  }

  private static final class FullStorage extends MemCheckpointStreamFactory {
    FullStorage() {
      super(1 << 20);
    }

    @Override
    public CheckpointStateOutputStream createCheckpointStateOutputStream(
        CheckpointedStateScope scope) {
      return new FullStream();
    }
  }

  private CheckpointLog<String> log() {
    return new CheckpointLog<>(
        Messages.SERIALIZER, RANGE, 128, 1 << 20, Messages.folder(directory));
  }

  private StateSnapshotContextSynchronousImpl context(long id) {
    return new StateSnapshotContextSynchronousImpl(
        id, id, new MemCheckpointStreamFactory(1 << 20), RANGE, registry);
  }

  private OpenLog<String> begin(StateSnapshotContextSynchronousImpl context) throws Exception {
    OpenLog<String> opened = log.begin(context, random());
    log.hold(context.getCheckpointId(), context.getKeyedStateStreamFuture());
    return opened;
  }

  private static List<String> payloads(StateSnapshotContextSynchronousImpl context)
      throws Exception {
    KeyedStateHandle handle =
        context.getKeyedStateStreamFuture().get().getJobManagerOwnedSnapshot();
    return read(Objects.requireNonNull(handle), "node").stream().map(Message::payload).toList();
  }

  private static long[] random() {
    return new long[RANGE.getNumberOfKeyGroups()];
  }

  private static List<Message<String>> read(KeyedStateHandle handle, String node) throws Exception {
    KeyGroupsStateHandle groups = (KeyGroupsStateHandle) handle;
    int group = KeyGroupRangeAssignment.assignToKeyGroup(node, 128);
    List<Message<String>> messages = new ArrayList<>();
    try (var in = groups.openInputStream()) {
      in.seek(groups.getOffsetForKeyGroup(group));
      LogFormat.read(
          group,
          (InputStream) in,
          CheckpointLogTest.class.getClassLoader(),
          new LogFormat.Reader<String>() {
            @Override
            public void random(int keyGroup, long state) {}

            @Override
            public void message(Message<String> message) {
              messages.add(message);
            }
          });
    }
    return messages;
  }
}
