package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.WaveReport;
import java.time.Duration;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Empties the loop after the end of a head's input: works on messages until all heads have found
 * out that none is left, by the rounds of reports that {@link WaveDetector} counts. Returns at all
 * heads or at none; on the task's thread, which takes mails while there is nothing to do.
 *
 * @param <M> a message between nodes
 */
final class Drain<M> {
  private static final long INTERVAL_NANOS = Duration.ofMillis(100).toNanos();

  private final Agenda<M> agenda;
  private final Outbox<M> outbox;
  private final WaveDetector waves;
  private final MailboxExecutor mailbox;
  private final DrainReporter reporter;
  private int reported;
  private long reportedAt = System.nanoTime();

  Drain(
      Agenda<M> agenda,
      Outbox<M> outbox,
      WaveDetector waves,
      MailboxExecutor mailbox,
      DrainReporter reporter) {
    this.agenda = agenda;
    this.outbox = outbox;
    this.waves = waves;
    this.mailbox = mailbox;
    this.reporter = reporter;
  }

  /**
   * Works until the loop is empty.
   *
   * @param here what this head does with its own reports
   */
  void run(Outbox.ControlHandler<LoopRecord<M>> here) throws Exception {
    while (!waves.empty()) {
      reporter.tick(waves);
      boolean worked = agenda.step();
      if (reported < waves.round() && (!worked || isTimeToReport())) {
        report(here);
      } else if (!worked) {
        mailbox.yield();
      }
    }
  }

  /** Whether the others are to hear of the progress, although there is more to do. */
  private boolean isTimeToReport() {
    return System.nanoTime() - reportedAt >= INTERVAL_NANOS;
  }

  private void report(Outbox.ControlHandler<LoopRecord<M>> here) throws Exception {
    reported = waves.round();
    reportedAt = System.nanoTime();
    int round = reported;
    outbox.broadcast(to -> new WaveReport<M>(round, outbox.sent(), outbox.received(), to), here);
  }
}
