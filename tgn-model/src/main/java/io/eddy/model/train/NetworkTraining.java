package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import io.eddy.memory.layout.Layout;
import io.eddy.model.ranker.Standardisation;
import io.eddy.model.tensor.Tensors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fits a network to rows of features: every epoch in a new order, {@link ListwiseLoss}, {@link
 * AdamW} under {@link WarmupCosine}; after each epoch a look at validation and a checkpoint.
 *
 * <p>The order of an epoch depends on the seed and the epoch alone, so a training that is taken up
 * again makes the steps it would have made.
 *
 * @param <P> kind of parameters
 */
final class NetworkTraining<P> {
  /**
   * Makes the network to be trained.
   *
   * @param <P> kind of parameters
   */
  @FunctionalInterface
  interface Start<P> {
    /** A network with the parameters to go on from, or a seeded one at the start. */
    RowModel<P> model(@Nullable P earlier, NDManager manager);
  }

  private static final int LOSS_WINDOW = 100;

  private final TrainingRows rows;
  private final Standardisation standardisation;
  private final TrainingSettings settings;
  private final TrainingProgress progress;

  /**
   * A training.
   *
   * @param standardisation of the features
   */
  NetworkTraining(
      TrainingRows rows,
      Standardisation standardisation,
      TrainingSettings settings,
      TrainingProgress progress) {
    this.rows = rows;
    this.standardisation = standardisation;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Trains, from the checkpoint on if there is one.
   *
   * @param start makes the network
   * @param layout of its parameters
   * @param identity of data, features and settings, kept in the checkpoint
   * @param checkpoint file of the checkpoint
   * @param validation the validation MRR of an epoch's parameters
   */
  EpochLoop.Result<P> run(
      Start<P> start,
      Layout<P> layout,
      String identity,
      Path checkpoint,
      ToDoubleBiFunction<Integer, P> validation)
      throws IOException {
    if (rows.size() == 0) {
      throw new TrainingException("no training queries: the data has too few events to learn from");
    }
    try (NDManager manager = Tensors.newManager()) {
      return new EpochLoop<>(
              identity,
              checkpoint,
              layout,
              settings.epochs(),
              settings.epochs(),
              validation,
              progress)
          .run(earlier -> new Learner(start.model(earlier, manager), manager));
    }
  }

  private final class Learner implements EpochLoop.Learner<P> {
    private final NDManager manager;
    private final RowModel<P> model;
    private final AdamW optimizer;

    Learner(RowModel<P> model, NDManager manager) {
      this.manager = manager;
      this.model = model;
      model.arrays().forEach(array -> array.setRequiresGradient(true));
      this.optimizer = new AdamW(model.arrays(), settings.weightDecay(), manager);
    }

    @Override
    public double epoch(int epoch) throws IOException {
      return NetworkTraining.this.epoch(epoch, model, optimizer, manager);
    }

    @Override
    public P parameters() {
      return model.parameters();
    }

    @Override
    public AdamW optimizer() {
      return optimizer;
    }
  }

  private double epoch(int epoch, RowModel<P> model, AdamW optimizer, NDManager manager)
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
        double loss = step(model, store, constants, means, deviations, features, offsets, queries);
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
      RowModel<P> model,
      ParameterStore store,
      NDManager parent,
      NDArray means,
      NDArray deviations,
      ByteBuffer features,
      FloatBuffer offsets,
      int[] queries) {
    int count = queries.length;
    try (NDManager scope = parent.newSubManager()) {
      NDArray halves =
          scope.create(
              features,
              new Shape((long) count * rows.candidates(), rows.features()),
              DataType.FLOAT16);
      NDArray standard = halves.toType(DataType.FLOAT32, false).sub(means).div(deviations);
      NDArray shifts = scope.create(offsets, new Shape(count, rows.candidates()));
      try (GradientCollector collector = Tensors.engine().newGradientCollector()) {
        NDArray logits = model.logits(store, standard, queries).reshape(count, rows.candidates());
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
