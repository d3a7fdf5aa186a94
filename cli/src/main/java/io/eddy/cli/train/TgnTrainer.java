package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.bundle.TgnManifest;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.eval.TimeShift;
import io.eddy.model.tgn.eval.UnseenNodes;
import io.eddy.model.train.TgnTraining;
import io.eddy.model.train.TgnTrainingSettings;
import io.eddy.model.train.TrainedTgn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Trains a temporal graph network on a data set, measures it, and writes its bundle. */
final class TgnTrainer {
  /** The draw of unseen nodes is the same for every seed of a training, so that runs compare. */
  private static final long UNSEEN_SEED = 2020;

  private final DataSet set;
  private final TgnOptions options;
  private final Path folder;

  TgnTrainer(DataSet set, TgnOptions options, Path folder) {
    this.set = set;
    this.options = options;
    this.folder = folder;
  }

  /**
   * Trains.
   *
   * @throws CommandException if there is nothing to train on or the folder cannot be written
   */
  TgnReport run() {
    if (set.events().isEmpty()) {
      throw new CommandException("'%s' has no events to train on".formatted(set.name()));
    }
    long start = System.nanoTime();
    LinkStream stream = LinkStreams.of(set);
    UnseenNodes unseen = UnseenNodes.draw(stream, options.unseen, UNSEEN_SEED);
    TgnSettings network =
        TimeShift.of(stream).in(options.network(set.featureNames().size())).toBuilder()
            .optOriginMicros(stream.edges().timesMicros()[0])
            .build();
    TgnTrainingSettings training = options.training();
    Negatives negatives = Negatives.suiting(stream.destinations().length, 0);
    TrainedTgn trained;
    try (TrainingDisplay display = new TrainingDisplay(set.name())) {
      trained =
          TgnTraining.run(
              stream,
              "data %s of %d events, %d unseen nodes"
                  .formatted(set.name(), stream.edges().size(), unseen.size()),
              network,
              training,
              unseen,
              negatives,
              folder,
              display);
    } catch (IOException e) {
      throw new CommandException("cannot write to '%s': %s".formatted(folder, e), e);
    }
    double trainingSeconds = (System.nanoTime() - start) / 1e9;
    List<TgnManifest.Metric> metrics =
        TgnMeasurement.of(set.name(), stream, trained, unseen, negatives, options.maxRanked());
    TgnBundle bundle =
        TgnBundle.write(
            folder, manifest(stream, trained, training, unseen, metrics), trained.parameters());
    removeCheckpoint();
    return new TgnReport(
        set.name(),
        training.seed(),
        network,
        trained.events(),
        unseen.size(),
        trained.epochs(),
        trained.best().epoch(),
        metrics,
        folder.toString(),
        bundle.sha256(),
        trainingSeconds,
        (System.nanoTime() - start) / 1e9);
  }

  private TgnManifest manifest(
      LinkStream stream,
      TrainedTgn trained,
      TgnTrainingSettings training,
      UnseenNodes unseen,
      List<TgnManifest.Metric> metrics) {
    return new TgnManifest(
        TgnManifest.TGN,
        TgnManifest.formatOf(trained.settings()),
        Manifests.release(),
        trained.settings(),
        set.featureNames(),
        new Manifest.Data(
            set.name(),
            stream.edges().size(),
            stream.destinations().length,
            List.of(TimeSplit.TRAINING, TimeSplit.VALIDATION),
            (long) stream.split().lastTraining()),
        new TgnManifest.Training(
            training.seed(),
            trained.epochs().size(),
            trained.best().epoch(),
            trained.events(),
            unseen.size(),
            training.batch(),
            training.negatives(),
            training.historicalShare()),
        metrics,
        Map.of());
  }

  private void removeCheckpoint() {
    Path checkpoint = folder.resolve(TgnTraining.CHECKPOINT);
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw new CommandException(
          "the bundle is written, but '%s' cannot be removed: %s".formatted(checkpoint, e), e);
    }
  }
}
