package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.ranker.RankerParametersLayout;
import io.eddy.model.ranker.Standardisation;
import io.eddy.model.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fits the network to rows of features: every epoch in a new order, {@link ListwiseLoss}, {@link
 * AdamW} under {@link WarmupCosine}; after each epoch a look at validation and a checkpoint.
 *
 * <p>The order of an epoch depends on the seed and the epoch alone, so a training that is taken up
 * again makes the steps it would have made.
 */
final class NetworkTraining {
  private static final int LOSS_WINDOW = 100;

  private final TrainingRows rows;
  private final Standardisation standardisation;
  private final TrainingSettings settings;
  private final String identity;
  private final Path checkpoint;
  private final ToDoubleBiFunction<Integer, RankerParameters> validation;
  private final TrainingProgress progress;

  /**
   * A training.
   *
   * @param identity of data, features and settings, kept in the checkpoint
   * @param checkpoint file of the checkpoint
   * @param validation the validation MRR of an epoch's parameters
   */
  NetworkTraining(
      TrainingRows rows,
      Standardisation standardisation,
      TrainingSettings settings,
      String identity,
      Path checkpoint,
      ToDoubleBiFunction<Integer, RankerParameters> validation,
      TrainingProgress progress) {
    this.rows = rows;
    this.standardisation = standardisation;
    this.settings = settings;
    this.identity = identity;
    this.checkpoint = checkpoint;
    this.validation = validation;
    this.progress = progress;
  }

  /** Trains, from the checkpoint on if there is one. */
  EpochLoop.Result<RankerParameters> run() throws IOException {
    if (rows.size() == 0) {
      throw new TrainingException("no training queries: the data has too few events to learn from");
    }
    try (NDManager manager = Tensors.newManager()) {
      return new EpochLoop<>(
              identity,
              checkpoint,
              RankerParametersLayout.INSTANCE,
              settings.epochs(),
              settings.epochs(),
              validation,
              progress)
          .run(earlier -> new Learner(earlier, manager));
    }
  }

  private final class Learner implements EpochLoop.Learner<RankerParameters> {
    private final NDManager manager;
    private final RankerNetwork network;
    private final AdamW optimizer;

    Learner(@Nullable RankerParameters earlier, NDManager manager) {
      this.manager = manager;
      this.network =
          earlier == null
              ? RankerNetwork.seeded(rows.features(), settings.seed(), manager)
              : RankerNetwork.of(earlier.layers(), manager);
      List<NDArray> arrays = network.arrays();
      arrays.forEach(array -> array.setRequiresGradient(true));
      this.optimizer = new AdamW(arrays, settings.weightDecay(), manager);
    }

    @Override
    public double epoch(int epoch) throws IOException {
      return NetworkTraining.this.epoch(epoch, network, optimizer, manager);
    }

    @Override
    public RankerParameters parameters() {
      return new RankerParameters(standardisation, network.parameters());
    }

    @Override
    public AdamW optimizer() {
      return optimizer;
    }
  }

  private double epoch(int epoch, RankerNetwork network, AdamW optimizer, NDManager manager)
      throws IOException {
    int[] order = order(epoch);
    int perStep = settings.queriesPerStep();
    int steps = stepsOfEpoch();
    WarmupCosine rates =
        new WarmupCosine(settings.peakRate(), settings.warmupSteps(), steps * settings.epochs());
    ParameterStore store = new ParameterStore(manager, false);
    ByteBuffer features =
        ByteBuffer.allocateDirect(perStep * rows.candidates() * rows.features() * Short.BYTES)
            .order(ByteOrder.nativeOrder());
    FloatBuffer offsets = FloatBuffer.allocate(perStep * rows.candidates());
    double total = 0;
    double window = 0;
    try (NDManager constants = manager.newSubManager()) {
      NDArray means = constants.create(standardisation.means());
      NDArray deviations = constants.create(standardisation.deviations());
      for (int step = 0; step < steps; step++) {
        int from = step * perStep;
        int count = Math.min(perStep, order.length - from);
        int[] queries = Arrays.copyOfRange(order, from, from + count);
        features.clear();
        offsets.clear();
        rows.read(queries, features, offsets);
        features.flip();
        offsets.flip();
        double loss = step(network, store, constants, means, deviations, features, offsets, count);
        if (!Double.isFinite(loss)) {
          throw new TrainingException(
              "the training loss became %s at step %d of epoch %d; the features or the learning rate %s are at fault"
                  .formatted(loss, step + 1, epoch, settings.peakRate()));
        }
        optimizer.step(rates.at((epoch - 1) * steps + step));
        total += loss * count;
        window += loss;
        if ((step + 1) % LOSS_WINDOW == 0) {
          progress.step(epoch, step + 1, steps, window / LOSS_WINDOW);
          window = 0;
        }
      }
    }
    return total / order.length;
  }

  private double step(
      RankerNetwork network,
      ParameterStore store,
      NDManager parent,
      NDArray means,
      NDArray deviations,
      ByteBuffer features,
      FloatBuffer offsets,
      int count) {
    try (NDManager scope = parent.newSubManager()) {
      NDArray halves =
          scope.create(
              features,
              new Shape((long) count * rows.candidates(), rows.features()),
              DataType.FLOAT16);
      NDArray standard = halves.toType(DataType.FLOAT32, false).sub(means).div(deviations);
      NDArray shifts = scope.create(offsets, new Shape(count, rows.candidates()));
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray logits = network.logits(store, standard, true).reshape(count, rows.candidates());
        NDArray loss = ListwiseLoss.of(logits, shifts);
        collector.backward(loss);
        return loss.getFloat();
      }
    }
  }

  private int stepsOfEpoch() {
    return (rows.size() + settings.queriesPerStep() - 1) / settings.queriesPerStep();
  }

  private int[] order(int epoch) {
    int[] order = new int[rows.size()];
    Random random = new Random(settings.seed() * 1_000_003 + epoch);
    for (int i = 0; i < order.length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
