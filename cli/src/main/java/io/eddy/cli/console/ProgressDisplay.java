package io.eddy.cli.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows on standard error how far something is: a bar on a terminal, a plain line every few seconds
 * where output goes to a file or a program. Standard output stays free for results. Use from one
 * thread.
 */
public final class ProgressDisplay implements AutoCloseable {
  private static final long LINE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int BAR_EVERY_MILLIS = 200;

  private final String task;
  private final String unit;
  private final PrintStream lines;
  private final boolean terminal;
  private @Nullable ProgressBar bar;
  private long lastLine = System.nanoTime();

  private ProgressDisplay(String task, String unit, PrintStream lines, boolean terminal) {
    this.task = task;
    this.unit = unit;
    this.lines = lines;
    this.terminal = terminal;
  }

  /** A display of {@code task}, counting in {@code unit}, for example {@code events}. */
  public static ProgressDisplay of(String task, String unit) {
    return new ProgressDisplay(task, unit, System.err, System.console() != null);
  }

  /** So much of so much is done; {@code total} is -1 where it is not known. */
  public void at(long done, long total) {
    if (terminal) {
      bar(total).stepTo(done);
    } else if (System.nanoTime() - lastLine >= LINE_EVERY_NANOS) {
      lastLine = System.nanoTime();
      lines.println(
          total < 0
              ? String.format(Locale.ROOT, "%s: %,d %s", task, done, unit)
              : String.format(Locale.ROOT, "%s: %,d of %,d %s", task, done, total, unit));
    }
  }

  /** Shows a few words behind the bar; not on plain lines. Call after {@link #at}. */
  public void note(String words) {
    if (bar != null) {
      bar.setExtraMessage(words);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  private ProgressBar bar(long total) {
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setUnit(" " + unit, 1)
              .setInitialMax(total)
              .setUpdateIntervalMillis(BAR_EVERY_MILLIS)
              .setStyle(ProgressBarStyle.ASCII)
              .showSpeed()
              .build();
    }
    return bar;
  }
}
