package io.eddy.model.train;

import io.eddy.memory.node.Precision;
import io.eddy.model.eval.Mrr;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.eval.TgnRanking;
import io.eddy.model.tgn.eval.UnseenNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Trains a temporal graph network on a stream. Validation events are only looked at, to choose
 * among epochs and to end early; test events are not touched. PyTorch's threads work beside the
 * calling one.
 */
public final class TgnTraining {
  /** Name of the checkpoint in the folder of a training. */
  public static final String CHECKPOINT = "checkpoint.bin";

  private TgnTraining() {}

  /**
   * Trains on a stream's training part, without the events of unseen nodes, and chooses among
   * epochs by the MRR of evenly spaced validation events, per event. Test events are not touched.
   *
   * @param identity of the data, kept in the checkpoint so that no other training goes on there
   * @param negatives what validation ranks against
   * @param folder for the checkpoint, from which an interrupted training goes on
   * @throws TrainingException if there is too little to learn from, or the folder's checkpoint is
   *     of another training
   * @throws IOException if the folder cannot be written
   */
  public static TrainedTgn run(
      LinkStream stream,
      String identity,
      TgnSettings network,
      TgnTrainingSettings settings,
      UnseenNodes unseen,
      Negatives negatives,
      Path folder,
      TrainingProgress progress)
      throws IOException {
    Files.createDirectories(folder);
    int end = stream.end(Part.TRAINING);
    int validated = stream.end(Part.VALIDATION);
    EdgeColumns events = stream.where(i -> i < end && !unseen.touches(stream, i));
    EpochLoop.Result<NamedArrays> result =
        new TgnFitting(
                events,
                network,
                settings,
                "%s; %d training events; %s; %s; validation against %s"
                    .formatted(identity, events.size(), network, settings, negatives),
                folder.resolve(CHECKPOINT),
                (epoch, parameters) ->
                    validationMrr(
                        stream,
                        network,
                        parameters,
                        negatives,
                        settings.validationEvents(),
                        done -> progress.validated(epoch, done, validated)),
                progress)
            .run();
    return new TrainedTgn(network, result.best(), result.epochs(), events.size());
  }

  private static double validationMrr(
      LinkStream stream,
      TgnSettings network,
      NamedArrays parameters,
      Negatives negatives,
      int maxRanked,
      LongConsumer progress) {
    Mrr mrr =
        TgnRanking.run(
                stream,
                network,
                parameters,
                Precision.SINGLE,
                negatives,
                Part.VALIDATION,
                maxRanked,
                progress)
            .get(Part.VALIDATION);
    if (mrr == null) {
      throw new TrainingException(
          "no validation events: the data has too few to choose among epochs");
    }
    return mrr.mrr();
  }
}
