package io.eddy.cli.train;

import io.eddy.cli.console.ProgressDisplay;
import io.eddy.model.smpnn.train.FitEpoch;
import io.eddy.model.smpnn.train.FitProgress;
import java.util.Locale;

/** Shows on standard error how a training over graphs goes. */
final class SmpnnDisplay implements FitProgress, AutoCloseable {
  private final ProgressDisplay display = ProgressDisplay.of("training", "epochs");
  private final String measure;
  private final int epochs;

  SmpnnDisplay(String measure, int epochs) {
    this.measure = measure;
    this.epochs = epochs;
  }

  @Override
  public void resumed(FitEpoch last) {
    System.err.println(
        String.format(
            Locale.ROOT,
            "going on after epoch %d: validation %s %.4f",
            last.epoch(),
            measure,
            last.validation()));
  }

  @Override
  public void epoch(FitEpoch epoch) {
    display.at(epoch.epoch(), epochs);
    display.note(
        String.format(
            Locale.ROOT, "loss %.4f, %s %.4f", epoch.loss(), measure, epoch.validation()));
  }

  @Override
  public void close() {
    display.close();
  }
}
