package io.eddy.cli.train;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataSet;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code eddy train tgn}. */
@Command(
    name = "tgn",
    description = {
      "Train a temporal graph network on the first 70 %% of a data set's time and measure it on the rest.",
      "Among epochs, validation decides; the test part is only measured. Needs no broker.",
      "An interrupted training goes on when the same command is given again."
    })
public final class TrainTgnCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final BundleTarget target = new BundleTarget();

  @Mixin private final TgnOptions options = new TgnOptions();

  @Override
  public Integer call() {
    checkOptions();
    Path folder = target.folder();
    DataSet set = target.open();
    TgnReport report = new TgnTrainer(set, options, folder).run();
    if (target.json()) {
      Json.print(shared.out(), report);
    } else {
      report.print(shared.out());
    }
    return ExitCode.OK;
  }

  private void checkOptions() {
    try {
      options.network(0);
      options.training();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          shared.command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
