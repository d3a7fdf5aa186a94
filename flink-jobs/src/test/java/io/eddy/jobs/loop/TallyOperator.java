package io.eddy.jobs.loop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.ResourceGuard;

/**
 * Tallies the results, in state, and writes the tally to a file when the job is done. A result that
 * is not later than a watermark that came before it fails the job for good.
 *
 * <p>It can spoil checkpoints: of every three of the first thirty it lets one time out and fails in
 * one, which restarts the job. Later ones it leaves alone: a machine so busy that no good one comes
 * between would restart for ever.
 */
final class TallyOperator extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Long, Void> {
  private static final long serialVersionUID = 1L;
  private static final int LAST_SPOILED = 30;

  private final String file;
  private final boolean spoilsCheckpoints;
  private transient ListState<Long> state;
  private transient Tally tally;
  private transient long watermark;
  private transient long stalled;
  private transient ResourceGuard.Lease lease;

  TallyOperator(String file, boolean spoilsCheckpoints) {
    this.file = file;
    this.spoilsCheckpoints = spoilsCheckpoints;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    watermark = Long.MIN_VALUE;
    state =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("tally", Types.LONG));
    var numbers = state.get().iterator();
    tally = numbers.hasNext() ? new Tally(numbers.next(), numbers.next()) : Tally.NONE;
  }

  @Override
  public void processElement(StreamRecord<Long> element) {
    if (element.getTimestamp() <= watermark) {
      throw new SuppressRestartsException(
          new AssertionError(
              "result of time %d behind watermark %d"
                  .formatted(element.getTimestamp(), watermark)));
    }
    tally = tally.plus(element.getValue());
    Progress.of(file).results++;
  }

  @Override
  public void processWatermark(Watermark mark) {
    watermark = mark.getTimestamp();
    Progress.of(file).watermarks++;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    state.clear();
    state.add(tally.count());
    state.add(tally.sum());
    boolean spoils = spoilsCheckpoints && context.getCheckpointId() <= LAST_SPOILED;
    if (spoils && context.getCheckpointId() % 3 == 0) {
      throw new IOException("this checkpoint fails");
    }
    if (spoils && context.getCheckpointId() % 3 == 1 && lease == null) {
      stalled = context.getCheckpointId();
      lease = context.getRawOperatorStateOutput().acquireLease();
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) {
    Progress.of(file).aborted++;
    if (checkpointId == stalled && lease != null) {
      lease.close();
      lease = null;
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    Progress.of(file).completed++;
  }

  @Override
  public void finish() throws Exception {
    if (watermark == Long.MAX_VALUE) {
      Path target = Path.of(file);
      Path part = target.resolveSibling(target.getFileName() + ".part");
      Files.writeString(part, tally.count() + " " + tally.sum());
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  static Tally read(Path file) throws IOException {
    String[] numbers = Files.readString(file).split(" ");
    return new Tally(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }
}
