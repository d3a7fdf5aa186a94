package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.console.Json;
import io.eddy.cli.console.ProgressDisplay;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataSet;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.train.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code eddy train ranker}. */
@Command(
    name = "ranker",
    description = {
      "Train the learned link ranker on the first 70 %% of a data set's time and measure it on the rest.",
      "Among epochs, validation decides; the test part is only measured. Needs no broker.",
      "An interrupted training goes on when the same command is given again."
    })
public final class TrainRankerCommand implements Callable<Integer> {
  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

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
      description = "Folder of the bundle; 3 GB of it are needed for a while.")
  private @Nullable Path out;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seed of parameters, sampling and order (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--epochs",
      defaultValue = "" + TrainingSettings.DEFAULT_EPOCHS,
      paramLabel = "N",
      description = "Passes over the training events (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--scales",
      defaultValue = "auto",
      paramLabel = "auto|wikipedia",
      description = {
        "Time scales of the features: auto takes quantiles of the training part's gaps, and",
        "the tuned ones for the data set wikipedia (default: ${DEFAULT-VALUE})."
      })
  private Scales scales = Scales.auto;

  @Option(names = "--force", description = "Replace a bundle that is in the folder.")
  private boolean force;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  /** Choices of {@code --scales}; named as they are typed. */
  enum Scales {
    /** By the data. */
    auto,
    /** Those tuned on the Wikipedia stream. */
    wikipedia
  }

  @Override
  public Integer call() {
    Path folder = out == null ? Path.of("") : out;
    TrainingSettings settings = settings();
    if (Files.exists(folder.resolve(Bundle.MANIFEST)) && !force) {
      throw new CommandException(
          "'%s' holds a bundle already; choose another folder, or replace it with --force"
              .formatted(folder));
    }
    DataSet set;
    try (ProgressDisplay download = ProgressDisplay.of("fetching " + data, "bytes")) {
      set = DataCatalog.standard().open(data, download::at);
    }
    RankerSettings features = scales == Scales.wikipedia ? RankerSettings.wikipedia() : null;
    RankerTrainer.Result result = RankerTrainer.run(set, features, settings, folder);
    TrainReport report =
        TrainReport.of(
            result.bundle(), result.trained(), result.measurement(), folder, result.seconds());
    if (json) {
      Json.print(shared.out(), report);
    } else {
      report.print(shared.out());
    }
    return ExitCode.OK;
  }

  private TrainingSettings settings() {
    try {
      return TrainingSettings.of(seed, epochs);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          shared.command().commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
