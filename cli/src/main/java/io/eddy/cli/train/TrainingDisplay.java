package io.eddy.cli.train;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.model.train.EpochResult;
import io.eddy.model.train.TrainingProgress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a training on standard error: a bar or lines for each stretch, a line for each epoch. */
final class TrainingDisplay implements TrainingProgress, AutoCloseable {
  private static final int LINE_EVERY_STEPS = 500;

  private final String data;
  private @Nullable ProgressDisplay stretch;
  private String task = "";

  TrainingDisplay(String data) {
    this.data = data;
  }

  @Override
  public void replayed(long done, long total) {
    on("replaying " + data, "events").at(done, total);
  }

  @Override
  public void resumed(EpochResult last) {
    close();
    say("going on after epoch %d: validation MRR %.4f", last.epoch(), last.validationMrr());
  }

  @Override
  public void step(int epoch, int step, int steps, double loss) {
    if (System.console() != null) {
      ProgressDisplay bar = on("epoch " + epoch, "steps");
      bar.at(step, steps);
      bar.note(String.format(Locale.ROOT, "loss %.4f", loss));
    } else if (step % LINE_EVERY_STEPS == 0) {
      say("epoch %d: step %,d of %,d, loss %.4f", epoch, step, steps, loss);
    }
  }

  @Override
  public void validated(int epoch, long done, long total) {
    on("validation after epoch " + epoch, "events").at(done, total);
  }

  @Override
  public void epoch(EpochResult result) {
    close();
    say(
        "epoch %d: loss %.4f, validation MRR %.4f",
        result.epoch(), result.loss(), result.validationMrr());
  }

  @Override
  public void close() {
    if (stretch != null) {
      stretch.close();
      stretch = null;
    }
  }

  private ProgressDisplay on(String newTask, String unit) {
    if (stretch == null || !task.equals(newTask)) {
      close();
      task = newTask;
      stretch = ProgressDisplay.of(newTask, unit);
    }
    return stretch;
  }

  private static void say(String format, Object... arguments) {
    System.err.println(String.format(Locale.ROOT, format, arguments));
  }
}
