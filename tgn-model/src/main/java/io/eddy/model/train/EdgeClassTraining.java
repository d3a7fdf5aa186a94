package io.eddy.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Scalars;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.EdgeClassifier;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnBatch;
import io.eddy.model.tgn.engine.TgnState;
import io.eddy.model.tgn.eval.EdgeLabels;
import io.eddy.model.tgn.eval.LinkStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a temporal graph network and a classifier of events together, by the events' labels, with
 * a little of the loss of links beside it, which every event has. Every epoch begins with empty
 * memories. A label of a training event is learned from only if it was known when training ended;
 * the epoch is chosen by average precision on validation, whose events follow in batches from the
 * state that the epoch left. Test events are not touched.
 */
public final class EdgeClassTraining {
  private static final double LINKS = 0.1;

  private final LinkStream stream;
  private final EdgeLabels labels;
  private final TgnSettings network;
  private final TgnTrainingSettings settings;

  private EdgeClassTraining(
      LinkStream stream, EdgeLabels labels, TgnSettings network, TgnTrainingSettings settings) {
    this.stream = stream;
    this.labels = labels;
    this.network = network;
    this.settings = settings;
  }

  /**
   * Trains.
   *
   * @param progress told of each epoch's number and average precision on validation
   * @throws TrainingException if training or validation has no labels of both kinds
   */
  public static TrainedEdgeClasses run(
      LinkStream stream,
      EdgeLabels labels,
      TgnSettings network,
      TgnTrainingSettings settings,
      ObjDoubleConsumer<Integer> progress) {
    return new EdgeClassTraining(stream, labels, network, settings).run(progress);
  }

  private TrainedEdgeClasses run(ObjDoubleConsumer<Integer> progress) {
    int end = stream.end(Part.TRAINING);
    int validated = stream.end(Part.VALIDATION);
    double known = stream.split().lastTraining();
    requireBoth("training", 0, end, known);
    requireBoth("validation", end, validated, Double.POSITIVE_INFINITY);
    EdgeColumns training = stream.where(i -> i < end);
    int steps = (end + settings.batch() - 1) / settings.batch();
    WarmupCosine rates =
        new WarmupCosine(settings.peakRate(), settings.warmupSteps(), steps * settings.epochs());
    List<Double> epochs = new ArrayList<>();
    int best = 0;
    try (NDManager manager = Tensors.newManager()) {
      TgnNetwork tgn = TgnNetwork.seeded(network, settings.seed(), manager);
      EdgeClassifier classifier = EdgeClassifier.seeded(network, settings.seed(), manager);
      List<NDArray> arrays = new ArrayList<>(tgn.arrays());
      arrays.addAll(classifier.arrays());
      arrays.forEach(array -> array.setRequiresGradient(true));
      AdamW optimizer = new AdamW(arrays, 0, manager);
      NamedArrays bestNetwork = tgn.parameters();
      NamedArrays bestClassifier = classifier.parameters();
      for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
        TgnBatch batch = new TgnBatch(new TgnState(network));
        TgnNegatives negatives = new TgnNegatives(training, settings, epoch);
        for (int step = 0; step < steps; step++) {
          int from = step * settings.batch();
          int to = Math.min(end, from + settings.batch());
          batch.prepare(stream.edges(), from, to, negatives.draw(from, to), settings.negatives());
          learn(batch, from, to, known, tgn, classifier, manager);
          optimizer.step(rates.at((epoch - 1) * steps + step));
        }
        double precision = validate(batch, end, validated, tgn, classifier, manager);
        epochs.add(precision);
        progress.accept(epoch, precision);
        if (best == 0 || precision > epochs.get(best - 1)) {
          best = epoch;
          bestNetwork = tgn.parameters();
          bestClassifier = classifier.parameters();
        } else if (epoch - best >= settings.patience()) {
          break;
        }
      }
      return new TrainedEdgeClasses(bestNetwork, bestClassifier, epochs, best);
    }
  }

  private void requireBoth(String part, int from, int to, double known) {
    long positive =
        IntStream.range(from, to)
            .filter(i -> labels.knownAt(i, known) && labels.positive(i))
            .count();
    long all = IntStream.range(from, to).filter(i -> labels.knownAt(i, known)).count();
    if (positive == 0 || positive == all) {
      throw new TrainingException(
          "%s has %d labels, %d of them 1; labels of both kinds are needed"
              .formatted(part, all, positive));
    }
  }

  private void learn(
      TgnBatch batch,
      int from,
      int to,
      double known,
      TgnNetwork tgn,
      EdgeClassifier classifier,
      NDManager manager) {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Tensors.engine().newGradientCollector()) {
      NDArray embeddings = batch.embeddings(tgn, scope, true);
      int size = to - from;
      NDArray sources = embeddings.get("0:{}", size);
      NDArray repeated = sources.tile(new long[] {settings.negatives(), 1});
      NDArray links =
          BinaryLoss.of(
              tgn.linkLogits(sources, embeddings.get("{}:{}", size, 2 * size), true),
              tgn.linkLogits(repeated, embeddings.get("{}:", 2 * size), true));
      NDArray loss = Scalars.times(links, LINKS);
      int[] labelled = IntStream.range(from, to).filter(i -> labels.knownAt(i, known)).toArray();
      NDArray logits = logits(embeddings, labelled, from, size, classifier, scope, true);
      if (logits != null) {
        // log(1 + eˣ) − y·x
        NDArray classes =
            Activation.softPlus(logits).sub(logits.mul(targets(labelled, scope))).mean();
        loss = loss.add(classes);
      }
      NDArray ponder = batch.ponder();
      if (ponder != null) {
        loss = loss.add(Scalars.times(ponder, settings.ponder()));
      }
      collector.backward(loss);
      float value = loss.getFloat();
      if (!Float.isFinite(value)) {
        throw new TrainingException(
            "the training loss became %s at event %d; lower the learning rate %s"
                .formatted(value, from, settings.peakRate()));
      }
      batch.commit();
    }
  }

  private NDArray targets(int[] labelled, NDManager scope) {
    float[] targets = new float[labelled.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = labels.positive(labelled[i]) ? 1 : 0;
    }
    return scope.create(targets, new Shape(targets.length, 1));
  }

  private double validate(
      TgnBatch batch,
      int from,
      int end,
      TgnNetwork tgn,
      EdgeClassifier classifier,
      NDManager manager) {
    AveragePrecision quality = new AveragePrecision();
    for (int start = from; start < end; start += settings.batch()) {
      int to = Math.min(end, start + settings.batch());
      try (NDManager scope = manager.newSubManager()) {
        batch.prepare(stream.edges(), start, to, new int[to - start], 1);
        NDArray embeddings = batch.embeddings(tgn, scope, false);
        int[] labelled = IntStream.range(start, to).filter(labels::has).toArray();
        NDArray logits = logits(embeddings, labelled, start, to - start, classifier, scope, false);
        if (logits != null) {
          float[] scores = logits.toFloatArray();
          for (int i = 0; i < scores.length; i++) {
            quality.add(scores[i], labels.positive(labelled[i]));
          }
        }
        batch.commit();
      }
    }
    return quality.averagePrecision();
  }

  /** Of the labelled events of a batch; null where there are none. */
  private @Nullable NDArray logits(
      NDArray embeddings,
      int[] labelled,
      int from,
      int size,
      EdgeClassifier classifier,
      NDManager scope,
      boolean training) {
    if (labelled.length == 0) {
      return null;
    }
    int width = stream.edges().featureCount();
    float[] features = new float[labelled.length * width];
    long[] sources = new long[labelled.length];
    long[] destinations = new long[labelled.length];
    for (int i = 0; i < labelled.length; i++) {
      sources[i] = labelled[i] - from;
      destinations[i] = size + labelled[i] - from;
      System.arraycopy(stream.edges().features(), labelled[i] * width, features, i * width, width);
    }
    return classifier.logits(
        embeddings.get(scope.create(sources)),
        embeddings.get(scope.create(destinations)),
        width == 0 ? null : scope.create(features, new Shape(labelled.length, width)),
        training);
  }
}
