package io.eddy.jobs.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.featurestore.SnapshotInfo;
import io.eddy.jobs.snapshot.SnapshotReport.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Snapshots on several devices, which finish when the test lets them. */
@Timeout(60)
class SnapshotRunnerTest {
  private final BlockingQueue<Runnable> mails = new LinkedBlockingQueue<>();
  private final List<SnapshotReport> reports = new ArrayList<>();
  private final List<Long> published = Collections.synchronizedList(new ArrayList<>());

  /** A device that computes snapshots when it is told to. */
  private static final class Device implements GraphEmbedder {
    private final String name;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch computed = new CountDownLatch(1);

    Device(String name) {
      this.name = name;
    }

    @Override
    public String device() {
      return name;
    }

    @Override
    public EmbeddingSnapshot embed(long id, long timeMicros, GraphAssembly.Sorted graph) {
      begun.countDown();
      try {
        go.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
      if (id < 0) {
        throw new IllegalStateException("no such snapshot");
      }
      computed.countDown();
      return new EmbeddingSnapshot(
          new SnapshotInfo(id, timeMicros, "m", 1, graph.names().size()),
          graph.names(),
          new float[graph.names().size()]);
    }
  }

  @Test
  void snapshotsArePublishedInOrderWhicheverDeviceIsFirst() throws Exception {
    Device slow = new Device("gpu:0");
    Device fast = new Device("gpu:1");
    try (SnapshotRunner runner = runner(List.of(slow, fast))) {
      runner.submit(graph(1));
      runner.submit(graph(2));
      // Both at the same time.
      slow.begun.await();
      fast.begun.await();
      assertThat(runner.isFull()).isFalse();
      runner.submit(graph(3));
      assertThat(runner.isFull()).isTrue();
      fast.go.countDown();
      fast.computed.await();
      assertThat(published).isEmpty();
      slow.go.countDown();
      await(runner, 3);
    }
    assertThat(published).containsExactly(1L, 2L, 3L);
    assertThat(reports)
        .extracting(SnapshotReport::outcome)
        .containsOnly(Outcome.COMPLETE)
        .hasSize(3);
    assertThat(reports.stream().filter(report -> report.id() == 2).findFirst().orElseThrow())
        .extracting(SnapshotReport::device)
        .isEqualTo("gpu:1");
  }

  @Test
  void oneThatFailsHoldsUpNoOther() throws Exception {
    Device failing = new Device("gpu:0");
    Device other = new Device("gpu:1");
    try (SnapshotRunner runner = runner(List.of(failing, other))) {
      runner.submit(graph(-1));
      runner.submit(graph(2));
      other.go.countDown();
      other.computed.await();
      assertThat(published).isEmpty();
      failing.go.countDown();
      await(runner, 2);
    }
    assertThat(published).containsExactly(2L);
    assertThat(reports)
        .extracting(SnapshotReport::outcome)
        .containsExactlyInAnyOrder(Outcome.FAILED, Outcome.COMPLETE);
  }

  /** The waiting for the others' turn is none of it. */
  @Test
  void theTimeLimitIsForComputing() throws Exception {
    Device slow = new Device("gpu:0");
    Device fast = new Device("gpu:1");
    try (SnapshotRunner runner =
        new SnapshotRunner(
            List.of(slow, fast),
            snapshot -> published.add(snapshot.info().id()),
            Duration.ofMillis(300),
            mails::add,
            reports::add)) {
      fast.go.countDown();
      runner.submit(graph(1));
      runner.submit(graph(2));
      await(runner, 2);
    }
    assertThat(published).containsExactly(2L);
    assertThat(reports)
        .extracting(SnapshotReport::id, SnapshotReport::outcome)
        .containsExactlyInAnyOrder(tuple(1L, Outcome.TIMED_OUT), tuple(2L, Outcome.COMPLETE));
  }

  private SnapshotRunner runner(List<Device> devices) {
    return new SnapshotRunner(
        devices,
        snapshot -> published.add(snapshot.info().id()),
        Duration.ZERO,
        mails::add,
        reports::add);
  }

  /** Plays the thread that owns the runner until there are so many reports. */
  private void await(SnapshotRunner runner, int count) throws InterruptedException {
    while (reports.size() < count) {
      Runnable mail = mails.poll(30, TimeUnit.SECONDS);
      assertThat(mail).as("an end of a snapshot").isNotNull();
      mail.run();
    }
    assertThat(runner.isIdle()).isTrue();
  }

  private static GraphAssembly graph(long id) {
    GraphAssembly graph = new GraphAssembly(id);
    graph.add(new SnapshotPart.Row(id, id, "a", List.of("b"), new float[] {1}, null));
    return graph;
  }
}
