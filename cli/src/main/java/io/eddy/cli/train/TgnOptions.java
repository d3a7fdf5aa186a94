package io.eddy.cli.train;

import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import io.eddy.model.train.TgnTrainingSettings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code eddy train tgn} that say what is trained and how. */
final class TgnOptions {
  private static final int WARMUP_STEPS = 200;

  @Option(
      names = "--seed",
      defaultValue = "0",
      paramLabel = "N",
      description = "Seed of parameters and negatives (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--epochs",
      defaultValue = "8",
      paramLabel = "N",
      description = "At most so many passes over the training events (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(
      names = "--patience",
      defaultValue = "4",
      paramLabel = "N",
      description = {
        "Epochs without a better validation MRR after which training ends",
        "(default: ${DEFAULT-VALUE})."
      })
  int patience;

  @Option(
      names = "--batch",
      defaultValue = "100",
      paramLabel = "N",
      description = {
        "Events of a training step; memories are those of before the batch",
        "(default: ${DEFAULT-VALUE})."
      })
  int batch;

  @Option(
      names = "--negatives",
      defaultValue = "1",
      paramLabel = "N",
      description = "Negatives of a training event (default: ${DEFAULT-VALUE}).")
  int negatives;

  @Option(
      names = "--historical",
      defaultValue = "0",
      paramLabel = "SHARE",
      description = {
        "Share of the negatives, 0 to 1, that the source really had before; the others are",
        "any destination (default: ${DEFAULT-VALUE})."
      })
  double historical;

  @Option(
      names = "--rate",
      defaultValue = "0.001",
      paramLabel = "RATE",
      description = "The highest learning rate (default: ${DEFAULT-VALUE}).")
  double rate;

  @Option(
      names = "--unseen",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = {
        "Share of all nodes whose training events are held back, for the inductive numbers;",
        "0 for none (default: ${DEFAULT-VALUE})."
      })
  double unseen;

  @Option(
      names = "--ranked",
      defaultValue = "2000",
      paramLabel = "N",
      description = {
        "Rank at most so many events of validation and of test, evenly spaced, for the MRR at the",
        "end; 0 for all, as the published protocol has it (default: ${DEFAULT-VALUE})."
      })
  int ranked;

  @Option(
      names = "--memory",
      defaultValue = "100",
      paramLabel = "N",
      description = {
        "Numbers of a memory, of a time encoding and of an embedding",
        "(default: ${DEFAULT-VALUE})."
      })
  int memory;

  @Option(
      names = "--neighbours",
      defaultValue = "10",
      paramLabel = "K",
      description = "Most recent neighbours an embedding sees (default: ${DEFAULT-VALUE}).")
  int neighbours;

  @Option(
      names = "--layers",
      defaultValue = "1",
      paramLabel = "N",
      description = "Layers of a graph embedding, 1 or 2 (default: ${DEFAULT-VALUE}).")
  int layers;

  @Option(
      names = "--hops",
      defaultValue = "1",
      paramLabel = "N",
      description = {
        "A neighbour's memory as it was at the shared event, 0; as it is, 1; or, from 2 on, as it",
        "is with waves of messages that go N hops and change memories on their way",
        "(default: ${DEFAULT-VALUE})."
      })
  int hops;

  @Mixin WaveOptions waves = new WaveOptions();

  @Option(
      names = "--embedding",
      defaultValue = "attention",
      completionCandidates = TypedNames.OfEmbedding.class,
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  TgnSettings.Embedding embedding = TgnSettings.Embedding.ATTENTION;

  @Option(
      names = "--message",
      defaultValue = "identity",
      completionCandidates = TypedNames.OfMessageFunction.class,
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  TgnSettings.MessageFunction message = TgnSettings.MessageFunction.IDENTITY;

  @Option(
      names = "--aggregator",
      defaultValue = "last",
      completionCandidates = TypedNames.OfAggregator.class,
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  TgnSettings.Aggregator aggregator = TgnSettings.Aggregator.LAST;

  @Option(
      names = "--updater",
      defaultValue = "gru",
      completionCandidates = TypedNames.OfUpdater.class,
      paramLabel = "NAME",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  TgnSettings.Updater updater = TgnSettings.Updater.GRU;

  /**
   * The network.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  TgnSettings network(int edgeFeatures) {
    if (hops < 0 || hops > WaveSettings.MOST_HOPS) {
      throw new IllegalArgumentException(
          "--hops %d; expected 0 to %d".formatted(hops, WaveSettings.MOST_HOPS));
    }
    return TgnSettings.builder(memory)
        .optMessageFunction(message)
        .optAggregator(aggregator)
        .optMemoryUpdater(updater)
        .optEmbedding(embedding)
        .optNeighbourMemory(
            hops == 0
                ? TgnSettings.NeighbourMemory.OF_THE_MAIL
                : TgnSettings.NeighbourMemory.CURRENT)
        .optEdgeFeatures(edgeFeatures)
        .optMessage(memory)
        .optNeighbours(neighbours)
        .optLayers(layers)
        .optWaves(waves.settings(hops, neighbours))
        .build();
  }

  /** At most so many events of a part are ranked at the end. */
  int maxRanked() {
    return ranked == 0 ? Integer.MAX_VALUE : ranked;
  }

  /**
   * The training.
   *
   * @throws IllegalArgumentException that lists all that is wrong
   */
  TgnTrainingSettings training() {
    if (!(unseen >= 0 && unseen <= 0.5)) {
      throw new IllegalArgumentException("--unseen %s; expected 0 to 0.5".formatted(unseen));
    }
    if (ranked < 0) {
      throw new IllegalArgumentException("--ranked %d; expected 0 or more".formatted(ranked));
    }
    return TgnTrainingSettings.builder(epochs)
        .optSeed(seed)
        .optPatience(patience)
        .optBatch(batch)
        .optNegatives(negatives)
        .optHistoricalShare(historical)
        .optPeakRate(rate)
        .optWarmupSteps(WARMUP_STEPS)
        .optPonder(waves.ponder())
        .build();
  }
}
