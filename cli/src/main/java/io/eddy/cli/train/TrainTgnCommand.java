package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.model.bundle.Bundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

  @Mixin private final TgnOptions options = new TgnOptions();

  @Option(
      names = "--data",
      required = true,
      paramLabel = "NAME|FILE",
      description = "A data set (see `eddy data list`) or a CSV file.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder of the bundle.")
  private @Nullable Path out;

  @Option(names = "--force", description = "Replace a bundle that is in the folder.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Override
  public Integer call() {
    Path folder = out == null ? Path.of("") : out;
    checkOptions();
    if (Files.exists(folder.resolve(Bundle.MANIFEST)) && !force) {
      throw new CommandException(
          "'%s' holds a bundle already; choose another folder, or replace it with --force"
              .formatted(folder));
    }
    DataSet set;
    try (ProgressDisplay download = ProgressDisplay.of("fetching " + data, "bytes")) {
      set = DataCatalog.standard().open(data, download::at);
    }
    TgnReport report = new TgnTrainer(set, options, folder).run();
    if (json) {
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
