package io.eddy.jobs.snapshot;

import io.eddy.config.Settings;
import io.eddy.jobs.delivery.Deliveries;
import io.eddy.jobs.metrics.EddyMetrics;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Gathers the parts of a snapshot and, when all are in, has it computed and published beside the
 * stream, on as many devices as the settings name. Parallelism 1: snapshots of several operators
 * would reach the stores out of order. Sends a report on each snapshot.
 *
 * <p>A checkpoint holds the numbers of the snapshots that are not finished, not their graphs. After
 * a failure these are reported as lost, and parts that still come for them are passed over: some
 * subtasks had sent theirs before the checkpoint, so what comes is not the whole graph.
 */
final class SnapshotOperator extends AbstractStreamOperator<SnapshotReport>
    implements OneInputStreamOperator<SnapshotPart, SnapshotReport> {
  private static final long serialVersionUID = 1L;
  private static final Duration DRAIN = Duration.ofSeconds(60);
  private static final long MICROS = 1_000L;

  private static final ListStateDescriptor<Long> UNFINISHED =
      new ListStateDescriptor<>("unfinished", Types.LONG);

  private final Map<String, String> settingsText;
  private final int senders;
  private final transient MailboxExecutor mailbox;

  private transient Settings settings;
  private transient ListState<Long> savedUnfinished;
  private transient Set<Long> lost;
  private transient Set<Long> unfinished;
  private transient NavigableMap<Long, GraphAssembly> open;
  private transient Map<Long, Set<Integer>> ends;
  private transient boolean waits;
  private transient SnapshotMetrics metrics;
  private transient List<SnapshotModel> models;
  private transient Deliveries deliveries;
  private transient SnapshotRunner runner;

  /**
   * An operator of a task.
   *
   * @param settings the job's settings as texts
   * @param senders subtasks that send parts
   */
  SnapshotOperator(
      StreamOperatorParameters<SnapshotReport> parameters,
      Map<String, String> settings,
      int senders) {
    super(parameters);
    this.settingsText = new HashMap<>(settings);
    this.senders = senders;
    this.mailbox = parameters.getMailboxExecutor();
  }

  @Override
  public void initializeState(StateInitializationContext context) throws Exception {
    super.initializeState(context);
    settings = Settings.empty().with(settingsText, "job");
    waits = settings.get(SnapshotOptions.OVERRUN) == OverrunPolicy.WAIT;
    open = new TreeMap<>();
    ends = new HashMap<>();
    unfinished = new TreeSet<>();
    lost = new HashSet<>();
    savedUnfinished = context.getOperatorStateStore().getListState(UNFINISHED);
    savedUnfinished.get().forEach(lost::add);
  }

  @Override
  public void open() throws Exception {
    super.open();
    metrics = new SnapshotMetrics(EddyMetrics.group(getRuntimeContext()));
    models = SnapshotModel.openAll(settings);
    deliveries = new Deliveries(settings, metrics);
    EddyMetrics.group(getRuntimeContext()).gauge("snapshotsUndelivered", deliveries::backlog);
    runner =
        new SnapshotRunner(
            models,
            deliveries::publish,
            settings.get(SnapshotOptions.TIMEOUT),
            this::mail,
            this::ended);
    for (long id : lost) {
      // It may have been computed after the checkpoint that knew it as unfinished.
      if (!deliveries.hold(id)) {
        ended(
            SnapshotReport.not(
                id,
                0,
                Outcome.LOST,
                "the job failed before it was computed; the next one is whole"));
      }
    }
  }

  @Override
  public void processElement(StreamRecord<SnapshotPart> element) throws Exception {
    SnapshotPart part = element.getValue();
    if (lost.contains(part.snapshotId())) {
      return;
    }
    unfinished.add(part.snapshotId());
    GraphAssembly graph = open.computeIfAbsent(part.snapshotId(), GraphAssembly::new);
    if (part instanceof SnapshotPart.Row row) {
      graph.add(row);
    } else if (part instanceof SnapshotPart.End end) {
      graph.seen(end.timeMicros());
      Set<Integer> ended = ends.computeIfAbsent(end.snapshotId(), id -> new HashSet<>());
      ended.add(end.subtask());
      if (ended.size() == senders) {
        passOver(open.headMap(end.snapshotId(), false));
        complete(end.snapshotId());
      }
    }
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!mark.equals(Watermark.MAX_WATERMARK)
        && settings.get(SnapshotOptions.TICKS) == TickKind.EVENT_TIME) {
      List<Long> due = new ArrayList<>();
      open.forEach(
          (id, graph) -> {
            if (Math.floorDiv(graph.timeMicros(), MICROS) <= mark.getTimestamp()) {
              due.add(id);
            }
          });
      for (long id : due) {
        complete(id);
      }
    }
    super.processWatermark(mark);
  }

  @Override
  public void snapshotState(StateSnapshotContext context) throws Exception {
    super.snapshotState(context);
    savedUnfinished.update(List.copyOf(unfinished));
  }

  /** Waits for what is being computed and delivered, as the job ends by itself. */
  @Override
  public void finish() throws Exception {
    while (!runner.isIdle()) {
      mailbox.yield();
    }
    if (!deliveries.drain(DRAIN)) {
      LOG.warn(
          "The job ends with {} snapshots undelivered; the next start delivers those in Parquet files",
          deliveries.backlog());
    }
    super.finish();
  }

  @Override
  public void close() throws Exception {
    if (runner != null) {
      runner.close();
    }
    if (deliveries != null) {
      deliveries.close();
    }
    if (models != null) {
      models.forEach(SnapshotModel::close);
    }
    super.close();
  }

  private void complete(long id) throws InterruptedException {
    GraphAssembly graph = open.remove(id);
    ends.remove(id);
    if (graph == null) {
      return;
    }
    if (graph.nodes() == 0) {
      unfinished.remove(id);
      return;
    }
    while (waits && runner.isFull()) {
      mailbox.yield();
    }
    runner.submit(graph);
  }

  /** Snapshots of which a subtask has sent nothing: it was not there yet. */
  private void passOver(Map<Long, GraphAssembly> older) {
    for (GraphAssembly graph : List.copyOf(older.values())) {
      ends.remove(graph.id());
      ended(
          SnapshotReport.not(
              graph.id(),
              graph.timeMicros(),
              Outcome.INCOMPLETE,
              "not every subtask has sent its part"));
    }
    older.clear();
  }

  private void ended(SnapshotReport report) {
    unfinished.remove(report.id());
    metrics.ended(report);
    output.collect(new StreamRecord<>(report));
  }

  private void mail(Runnable work) {
    try {
      mailbox.execute(work::run, "end of a snapshot");
    } catch (RejectedExecutionException e) {
      LOG.debug("A snapshot ended after its task", e);
    }
  }
}
