package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.BarrierNotice;
import io.eddy.jobs.loop.LoopRecord.Credit;
import io.eddy.jobs.loop.LoopRecord.Hello;
import io.eddy.jobs.loop.LoopRecord.HopMark;
import io.eddy.jobs.loop.LoopRecord.Message;
import io.eddy.jobs.loop.LoopRecord.Sentinel;
import io.eddy.jobs.loop.LoopRecord.WaveReport;
import io.eddy.jobs.loop.program.DeferringProgram;
import io.eddy.jobs.loop.program.ForgettingProgram;
import io.eddy.jobs.loop.program.NodeProgram;
import java.io.IOException;
import java.util.UUID;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.util.IOUtils;
import org.apache.flink.util.OutputTag;

/**
 * Where nodes live: holds their states and runs the program for events from the input and for
 * messages from the channel. All on the task's thread; other threads only wake it through the
 * mailbox.
 *
 * <p>Order of work: {@link Agenda}. Exactly once: {@link CheckpointLog}. Bounded memory: {@link
 * AdmissionControl} and {@link SpillableQueue}. Work put off: {@link DeferredWork}. End of input:
 * {@link Drain}. Watermarks: {@link WatermarkPassage}. Idle nodes: {@link IdleSweep}.
 */
final class HeadOperator<S, E, M, OUT> extends AbstractStreamOperator<OUT>
    implements OneInputStreamOperator<E, OUT>, BoundedOneInput, Agenda.Handler<M> {
  private static final long serialVersionUID = 1L;

  private final transient LoopSettings settings;
  private final transient NodeProgram<S, E, M, OUT> program;
  private final transient ValueStateDescriptor<S> nodes;
  private final transient LoopRecordSerializer<M> serializer;
  private final transient OutputTag<LoopRecord<M>> messages;
  private final transient MailboxExecutor mailbox;
  private final transient AdmissionControl admission;

  private transient int me;
  private transient HeadOutput<M, OUT> exit;
  private transient WaitingMessages<M> waiting;
  private transient KeyGroupRandom random;
  private transient Outbox<M> outbox;
  private transient NodeCall<S, M, OUT> call;
  private transient DeferredWork<S, M, OUT> work;
  private transient CheckpointLog<M> log;
  private transient Channel<M> channel;
  private transient ChannelKey channelKey;
  private transient Agenda<M> agenda;
  private transient WatermarkPassage<M> watermarks;
  private transient IdleSweep<S, M, OUT> idle;
  private transient WaveDetector waves;
  private transient boolean finished;

  HeadOperator(
      StreamOperatorParameters<OUT> parameters,
      LoopSettings settings,
      NodeProgram<S, E, M, OUT> program,
      ValueStateDescriptor<S> nodes,
      LoopRecordSerializer<M> serializer,
      OutputTag<LoopRecord<M>> messages) {
    super(parameters);
    this.settings = settings;
    this.program = program;
    this.nodes = nodes;
    this.serializer = serializer;
    this.messages = messages;
    this.mailbox = parameters.getMailboxExecutor();
    this.admission = new AdmissionControl(settings.lowWaterMark(), settings.highWaterMark());
  }

  /** The raw keyed state is the log's; Flink must not look for timers in it. */
  @Override
  protected boolean isUsingCustomRawKeyedState() {
    return true;
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    Environment environment = getContainingTask().getEnvironment();
    LoopRules.checkJob(settings.uid(), environment.getJobType(), environment.getJobConfiguration());
    LoopRules.checkBackend(settings.uid(), getKeyedStateBackend());

    TaskInfo task = getRuntimeContext().getTaskInfo();
    me = task.getIndexOfThisSubtask();
    int heads = task.getNumberOfParallelSubtasks();
    int maxParallelism = task.getMaxNumberOfParallelSubtasks();
    KeyGroupRange range =
        KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(maxParallelism, heads, me);
    SpillFolder folder = SpillFolder.of(this);
    Codec<LoopRecord<M>> codec = Codec.of(serializer);
    exit = new HeadOutput<>(output, messages);
    waiting =
        new WaitingMessages<>(
            new SpillableQueue<>(codec, settings.queueBytes(), folder),
            new DelayedMessages<>(codec, settings.queueBytes(), folder));
    outbox =
        new Outbox<>(
            me, heads, maxParallelism, settings, serializer.payloads(), waiting, exit::toTail);
    random = new KeyGroupRandom(settings.seed(), range);
    log = new CheckpointLog<>(serializer, range, maxParallelism, settings.logBytes(), folder);
    watermarks = new WatermarkPassage<>(me, heads, settings.maxHops(), outbox, exit);
    waves = new WaveDetector(heads);
    channel =
        new Channel<>(
            // The tail's thread serializes there; serializers may keep state between calls.
            new SpillableQueue<>(Codec.of(serializer.duplicate()), settings.queueBytes(), folder),
            () -> mailbox.execute(this::wake, "messages of loop " + settings.uid()));
    agenda = new Agenda<>(channel, waiting, log, this);
    CallEffects<S, M, OUT> direct =
        new DirectEffects<>(context.getKeyedStateStore().getState(nodes), outbox, exit);
    idle =
        new IdleSweep<>(
            program instanceof ForgettingProgram<S, E, M, OUT> forgetting ? forgetting : null,
            getKeyedStateBackend(),
            nodes.getName(),
            new NodeCall<>(settings.maxHops(), maxParallelism, random, direct));
    DeferringProgram<S, E, M, OUT> deferring =
        program instanceof DeferringProgram<S, E, M, OUT> putsOff ? putsOff : null;
    HeldEffects<S, M, OUT> held =
        deferring == null
            ? null
            : new HeldEffects<>(
                direct,
                LoopRules.storesObjects(getKeyedStateBackend()),
                outbox,
                this::setCurrentKey);
    call = new NodeCall<>(settings.maxHops(), maxParallelism, random, held == null ? direct : held);
    work =
        new DeferredWork<>(
            deferring, held, settings.batch(), settings.batchMillis(), getProcessingTimeService());
    restore(context);
  }

  private void restore(StateInitializationContext context) throws IOException {
    LogFormat.Reader<M> reader =
        new LogFormat.Reader<>() {
          @Override
          public void random(int keyGroup, long state) {
            random.restore(keyGroup, state);
          }

          @Override
          public void message(Message<M> message) throws IOException {
            outbox.replay(message);
          }
        };
    for (KeyGroupStatePartitionStreamProvider group : context.getRawKeyedStateInputs()) {
      LogFormat.read(group.getKeyGroupId(), group.getStream(), getUserCodeClassloader(), reader);
    }
  }

  @Override
  public void open() throws Exception {
    super.open();
    channelKey =
        new ChannelKey(
            getRuntimeContext().getJobInfo().getJobId().toString(),
            settings.uid(),
            me,
            getRuntimeContext().getTaskInfo().getAttemptNumber(),
            UUID.randomUUID().toString());
    Channels.register(channelKey, channel);
    // The first record of this head, ahead of every barrier, so its tail knows it in time.
    exit.toTail(new Hello<>(channelKey, TailOperator.taskManager(this), me));
    LoopMetrics.register(
        getMetricGroup(), outbox, channel, waiting, log, idle::forgotten, waves::progress);
    channel.wake();
  }

  @Override
  public void processElement(StreamRecord<E> element) throws Exception {
    Object key = getCurrentKey();
    makeRoom();
    setCurrentKey(key);
    long time = element.hasTimestamp() ? element.getTimestamp() : Long.MIN_VALUE;
    program.onEvent(element.getValue(), call.begin((String) key, time, 0, 1));
    call.end();
    work.called();
    agenda.settle();
    work.pause();
    sweep(IdleSweep.OF_AN_EVENT);
  }

  /** Feedback first: what has come, all that was restored, and more while too much is in flight. */
  private void makeRoom() throws Exception {
    agenda.catchUp();
    while (!admission.admits(outbox.inFlight())) {
      work.complete();
      if (!agenda.step()) {
        mailbox.yield();
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    catchUp();
    watermarks.source(mark.getTimestamp());
    sweep(IdleSweep.OF_A_WATERMARK);
  }

  /** Goes on with the round of idle nodes, and does what they say here. */
  private void sweep(int visits) throws Exception {
    idle.pay(visits);
    if (!work.isPending() && idle.goOn(watermarks.left())) {
      agenda.settle();
      work.pause();
    }
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    catchUp();
    watermarks.sourceIdle(status.isIdle());
  }

  /** Nothing waits in the head, and nothing is held: what follows may overtake neither. */
  private void catchUp() throws Exception {
    agenda.empty();
    work.complete();
  }

  @Override
  public void endInput() throws Exception {
    catchUp();
    work.stopDeferring();
    watermarks.endOfInput();
    new Drain<>(agenda, outbox, waves, mailbox, new DrainReporter(settings.uid(), me, outbox))
        .run(this::control);
    log.completeAll();
    finished = true;
    watermarks.empty();
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    work.complete();
    notifyOfBarrier(false);
  }

  @Override
  public OperatorSnapshotFutures snapshotState(
      long checkpointId, long timestamp, CheckpointOptions options, CheckpointStreamFactory storage)
      throws Exception {
    OperatorSnapshotFutures parts = super.snapshotState(checkpointId, timestamp, options, storage);
    log.hold(checkpointId, parts.getKeyedStateRawFuture());
    return parts;
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    if (work.isPending()) {
      throw new IllegalStateException(
          "loop '%s': a snapshot was begun while work was put off; it must be completed before the barrier"
              .formatted(settings.uid()));
    }
    if (!finished) {
      LoopRules.checkSnapshot(
          settings.uid(), getContainingTask().getEnvironment().getJobConfiguration());
    }
    notifyOfBarrier(true);
    OpenLog<M> opened = log.begin(context, random.states());
    if (settings.logging()) {
      waiting.appendTo(opened);
    }
    if (finished || outbox.alone() || !settings.logging()) {
      // Nothing is between a head and a tail: no need to wait for the sentinel.
      log.completeAll();
    }
  }

  @Override
  public void notifyCheckpointAborted(long checkpointId) throws Exception {
    super.notifyCheckpointAborted(checkpointId);
    log.abort(checkpointId);
    // Its snapshot may have failed before this head's part, and the notice behind it.
    notifyOfBarrier(true);
  }

  private void notifyOfBarrier(boolean sent) throws Exception {
    if (!finished) {
      outbox.broadcast(to -> new BarrierNotice<M>(me, sent, to), this::control);
    }
  }

  @Override
  public void close() throws Exception {
    if (channelKey != null) {
      Channels.unregister(channelKey);
    }
    // One after the other, whichever fails: a log that is not closed keeps its checkpoint's thread.
    try {
      if (work != null) {
        IOUtils.closeAll(log, channel, waiting, idle);
      }
    } finally {
      super.close();
    }
  }

  private void wake() throws Exception {
    channel.awake();
    if (agenda.step()) {
      channel.wake();
    }
    work.pause();
  }

  @Override
  public void message(Message<M> message) throws Exception {
    setCurrentKey(message.target());
    program.onMessage(
        message.payload(),
        call.begin(message.target(), message.time(), message.hop(), message.energy()));
    call.end();
    work.called();
    outbox.processed(message);
  }

  @Override
  public void control(LoopRecord<M> record) throws Exception {
    if (record instanceof Sentinel<M> sentinel) {
      log.complete(sentinel.checkpoint());
    } else if (finished) {
      // Control records of heads that have not noticed yet that the loop is empty.
      return;
    } else if (record instanceof HopMark<M> mark) {
      catchUp();
      watermarks.mark(mark);
      sweep(IdleSweep.OF_A_WATERMARK);
    } else if (record instanceof BarrierNotice<M> notice) {
      admission.barrier(notice.from(), notice.sent());
    } else if (record instanceof WaveReport<M> report) {
      waves.report(report.round(), report.sent(), report.received());
    } else if (record instanceof Credit<M> credit) {
      outbox.credited(credit);
    } else {
      throw new IllegalStateException("the tail passed on %s".formatted(record));
    }
  }
}
