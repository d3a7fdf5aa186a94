package io.eddy.jobs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.flink.core.fs.CloseableRegistry;
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
  void whatCannotBeWrittenDoesNotCompleteTheCheckpoint() throws Exception {
    log = log();
    StateSnapshotContextSynchronousImpl context = new Narrow(5, registry);
    begin(context);
    for (int i = 0; i < 100; i++) {
      log.append(Messages.message("node" + i, "x".repeat(1_000), 0));
    }
    log.complete(5);
    Future<?> stream = context.getKeyedStateStreamFuture();
    assertThat(stream)
        .failsWithin(60, TimeUnit.SECONDS)
        .withThrowableThat()
        .withMessageContaining("maximum");
  }

  /** A context whose storage takes no more than 10 KB, as that of the JobManager. */
  private static final class Narrow extends StateSnapshotContextSynchronousImpl {
    Narrow(long id, CloseableRegistry registry) {
      super(id, id, new MemCheckpointStreamFactory(10_000), RANGE, registry);
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

  private void begin(StateSnapshotContextSynchronousImpl context) throws Exception {
    log.begin(context, random());
    log.hold(context.getKeyedStateStreamFuture());
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
