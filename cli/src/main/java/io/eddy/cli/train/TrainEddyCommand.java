package io.eddy.cli.train;

import io.eddy.cli.console.Json;
import io.eddy.cli.console.SharedOptions;
import io.eddy.cli.data.DataSet;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.eddy.EddyBlock;
import io.eddy.model.train.EddySettings;
import io.eddy.model.train.TrainingSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code eddy train eddy}. */
@Command(
    name = "eddy",
    description = {
      "Train the one model, the ranker's features and a temporal graph network's memory in one decoder, on the first 70 %% of a data set's time and measure it on the rest.",
      "The network is trained first unless --tgn names one; then it stays as it is.",
      "Among epochs, validation decides; the test part is only measured. Needs no broker, and",
      "for a while 3 GB in the folder of the bundle.",
      "An interrupted training goes on when the same command is given again."
    })
public final class TrainEddyCommand implements Callable<Integer> {
  /** Folder of the network's bundle in the bundle's, where it is trained here. */
  private static final String NETWORK = "tgn";

  @Mixin(name = SharedOptions.MIXIN)
  private final SharedOptions shared = new SharedOptions();

  @Mixin private final BundleTarget target = new BundleTarget();

  @Option(
      names = "--tgn",
      paramLabel = "DIR",
      description = {
        "A network made by `eddy train tgn`, with any --hops and --layers 1; without it one is",
        "trained as by `eddy train tgn --hops 0 --unseen 0` with the same seed."
      })
  private @Nullable Path tgn;

  @Option(
      names = "--tower",
      defaultValue = "" + EddySettings.DEFAULT_TOWER_SIZE,
      paramLabel = "R",
      description = "Numbers that a tower gives (default: ${DEFAULT-VALUE}).")
  private int tower;

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
      description = {
        "Passes over the training events, those of the network not counted",
        "(default: ${DEFAULT-VALUE})."
      })
  private int epochs;

  @Option(
      names = "--without",
      split = ",",
      paramLabel = "BLOCK",
      description =
          "Blocks of columns that the decoder does not see, to learn what they are worth: ${COMPLETION-CANDIDATES}.")
  private Set<EddyBlock> without = EnumSet.noneOf(EddyBlock.class);

  @Override
  public Integer call() {
    TrainingSettings settings = checked(() -> TrainingSettings.of(seed, epochs));
    EddySettings blocks = checked(() -> EddySettings.of(tower, without));
    Path folder = target.folder();
    DataSet set = target.open();
    EddyTrainer trainer = new EddyTrainer(set, settings);
    EddyTrainer.Result result = trainer.run(network(set, folder), blocks, folder);
    TrainReport report = TrainReport.of(result, folder);
    if (target.json()) {
      Json.print(shared.out(), report);
    } else {
      report.print(shared.out());
    }
    return ExitCode.OK;
  }

  private TgnBundle network(DataSet set, Path folder) {
    if (tgn != null) {
      return TgnBundle.load(tgn);
    }
    Path own = folder.resolve(NETWORK);
    if (!Files.exists(own.resolve(Bundle.MANIFEST)) || !isOf(TgnBundle.load(own), set)) {
      TgnOptions options = new TgnOptions();
      new CommandLine(options)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs("--hops", "0", "--unseen", "0", "--seed", Long.toString(seed));
      new TgnTrainer(set, options, own).run();
    }
    return TgnBundle.load(own);
  }

  /** Whether a network that is in the folder already was trained so; another makes way. */
  private boolean isOf(TgnBundle network, DataSet set) {
    return network.manifest().training().seed() == seed
        && network.manifest().data().name().equals(set.name())
        && network.manifest().data().events() == set.events().size();
  }

  private <T> T checked(Supplier<T> options) {
    try {
      return options.get();
    } catch (IllegalArgumentException e) {
      throw shared.badUsage(String.valueOf(e.getMessage()));
    }
  }
}
