package io.eddy.cli.train;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataSet;
import io.eddy.memory.ranker.FeatureBlock;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.train.TrainingSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
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
      "Among epochs, validation decides; the test part is only measured. Needs no broker, and",
      "for a while 3 GB in the folder of the bundle.",
      "An interrupted training goes on when the same command is given again."
    })
public final class TrainRankerCommand implements Callable<Integer> {
  private static final String AUTO = "auto";
  private static final String WIKIPEDIA = "wikipedia";

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final BundleTarget target = new BundleTarget();

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
      paramLabel = "auto|wikipedia|DIR",
      description = {
        "Time scales and bounds of the features: auto takes quantiles of the training part's gaps,",
        "and the tuned ones for the data set wikipedia; DIR takes those of another bundle, which a",
        "running job that should change to the new bundle needs (default: ${DEFAULT-VALUE})."
      })
  private String scales = AUTO;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "BLOCK",
      description =
          "Blocks of features that the network does not see, to learn what they are worth: ${COMPLETION-CANDIDATES}.")
  private Set<FeatureBlock> without = EnumSet.noneOf(FeatureBlock.class);

  @Option(
      names = "--bounds",
      paramLabel = "PAIRS,SOURCES,LINKS",
      split = ",",
      arity = "1",
      description = {
        "Destinations remembered for a source, sources and links for a destination",
        "(default: 512,512,1024)."
      })
  private int @Nullable [] bounds;

  @Override
  public Integer call() {
    TrainingSettings settings = settings();
    Path folder = target.folder();
    DataSet set = target.open();
    RankerTrainer.Result result = RankerTrainer.run(set, features(set), settings, folder);
    TrainReport report =
        TrainReport.of(
            result.bundle(), result.trained(), result.measurement(), folder, result.seconds());
    if (target.json()) {
      Json.print(shared.out(), report);
    } else {
      report.print(shared.out());
    }
    return ExitCode.OK;
  }

  private RankerSettings features(DataSet set) {
    RankerSettings suiting =
        switch (scales) {
          case AUTO -> RankerTrainer.suiting(set);
          case WIKIPEDIA -> RankerSettings.wikipedia();
          default -> Bundle.load(Path.of(scales)).manifest().features().settings();
        };
    if (bounds == null) {
      return suiting;
    }
    if (bounds.length != 3) {
      throw new ParameterException(
          shared.command().commandLine(),
          "--bounds has %d numbers; expected PAIRS,SOURCES,LINKS".formatted(bounds.length));
    }
    try {
      return suiting.withBounds(bounds[0], bounds[1], bounds[2]);
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private TrainingSettings settings() {
    try {
      return TrainingSettings.of(seed, epochs).without(without);
    } catch (IllegalArgumentException e) {
      throw usage(e);
    }
  }

  private ParameterException usage(IllegalArgumentException e) {
    return new ParameterException(
        shared.command().commandLine(), String.valueOf(e.getMessage()), e);
  }
}
