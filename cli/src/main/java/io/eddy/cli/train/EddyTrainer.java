package io.eddy.cli.train;

import io.eddy.cli.console.CommandException;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.LinkStreams;
import io.eddy.memory.node.Precision;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.EddyBundle;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.eddy.EddyEvaluation;
import io.eddy.model.eddy.EventVectors;
import io.eddy.model.eddy.TgnVectors;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.train.EddySettings;
import io.eddy.model.train.EddyTraining;
import io.eddy.model.train.TrainedEddy;
import io.eddy.model.train.TrainingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Trains towers and decoder on a data set with a frozen network, measures the one model, and writes
 * its bundle.
 */
final class EddyTrainer {
  /**
   * A finished training.
   *
   * @param seconds from the first look at the data to the written bundle
   */
  record Result(EddyBundle bundle, TrainedEddy trained, Measurement measurement, double seconds) {}

  private final DataSet set;
  private final List<LinkEvent> events;
  private final LinkStream stream;
  private final RankerSettings features;
  private final TrainingSettings settings;

  /**
   * A trainer.
   *
   * @throws CommandException if there is nothing to train on
   */
  EddyTrainer(DataSet set, TrainingSettings settings) {
    this.set = set;
    this.features = RankerTrainer.suiting(set);
    this.events = set.links();
    this.stream = LinkStreams.of(set);
    this.settings = settings;
  }

  /**
   * Trains.
   *
   * @param network the frozen network
   * @param blocks towers, and what the decoder sees
   * @throws CommandException if the network does not fit the data or the folder cannot be written
   */
  Result run(TgnBundle network, EddySettings blocks, Path folder) {
    long start = System.nanoTime();
    TgnVectors memory = memory(network);
    int destinations = stream.destinations().length;
    Negatives negatives = Negatives.suiting(destinations, 0);
    TrainedEddy trained = train(network, memory, blocks, negatives, folder);
    Measurement measurement =
        Measurement.of(
            set.name(),
            events.size(),
            negatives,
            (freshness, progress) ->
                EddyEvaluation.run(
                    events,
                    stream,
                    memory,
                    features,
                    trained.parameters(),
                    freshness,
                    negatives,
                    progress));
    EddyBundle bundle =
        EddyBundle.write(
            folder,
            Manifests.of(set.name(), events, destinations, settings, network, trained, measurement),
            network.parameters(),
            trained.parameters());
    removeCheckpoint(folder);
    return new Result(bundle, trained, measurement, (System.nanoTime() - start) / 1e9);
  }

  private TgnVectors memory(TgnBundle network) {
    if (!network.manifest().featureNames().equals(set.featureNames())) {
      throw new CommandException(
          "the network was trained on edge features %s, but '%s' has %s"
              .formatted(network.manifest().featureNames(), set.name(), set.featureNames()));
    }
    try {
      return new TgnVectors(network.manifest().settings(), network.parameters(), Precision.SINGLE);
    } catch (IllegalArgumentException e) {
      throw new CommandException(String.valueOf(e.getMessage()), e);
    }
  }

  private TrainedEddy train(
      TgnBundle network, TgnVectors memory, EddySettings blocks, Negatives negatives, Path folder) {
    int validated = stream.end(Part.VALIDATION);
    EventVectors vectors = memory.vectors(stream, validated, 0, Freshness.PER_EVENT);
    try (TrainingDisplay display = new TrainingDisplay(set.name())) {
      return EddyTraining.run(
          events,
          "data %s %s, network %s".formatted(set.name(), set.fingerprint(), network.sha256()),
          features,
          settings,
          vectors,
          blocks,
          negatives,
          folder,
          display);
    } catch (IOException e) {
      throw new CommandException("cannot write to '%s': %s".formatted(folder, e), e);
    }
  }

  private static void removeCheckpoint(Path folder) {
    Path checkpoint = folder.resolve(EddyTraining.CHECKPOINT);
    try {
      Files.deleteIfExists(checkpoint);
    } catch (IOException e) {
      throw new CommandException(
          "the bundle is written, but '%s' cannot be removed: %s".formatted(checkpoint, e), e);
    }
  }
}
