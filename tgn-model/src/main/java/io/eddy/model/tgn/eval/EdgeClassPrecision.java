package io.eddy.model.tgn.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.eval.AveragePrecision;
import io.eddy.model.eval.TimeSplit.Part;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.EdgeClassifier;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.engine.EdgeColumns;
import io.eddy.model.tgn.engine.TgnEngine;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Average precision of a classifier of events, per event: each is scored from the state that
 * includes every earlier event and nothing of its own.
 */
public final class EdgeClassPrecision {
  private EdgeClassPrecision() {}

  /** Replays a stream to its end; the quality over the labelled events of validation and test. */
  public static Map<Part, AveragePrecision> run(
      LinkStream stream,
      EdgeLabels labels,
      TgnSettings settings,
      NamedArrays network,
      NamedArrays classifier) {
    Map<Part, AveragePrecision> results = new EnumMap<>(Part.class);
    results.put(Part.VALIDATION, new AveragePrecision());
    results.put(Part.TEST, new AveragePrecision());
    EdgeColumns edges = stream.edges();
    try (TgnEngine engine = new TgnEngine(settings, network);
        NDManager manager = Tensors.newManager()) {
      EdgeClassifier decoder = EdgeClassifier.of(settings, classifier, manager);
      int applied = 0;
      for (int i = stream.end(Part.TRAINING); i < edges.size(); i++) {
        if (labels.has(i)) {
          engine.replay(edges, applied, i);
          applied = i;
          results
              .get(stream.partOf(i))
              .add(score(engine, decoder, settings, edges, i, manager), labels.positive(i));
        }
      }
    }
    return results;
  }

  private static float score(
      TgnEngine engine,
      EdgeClassifier decoder,
      TgnSettings settings,
      EdgeColumns edges,
      int event,
      NDManager manager) {
    int width = settings.embeddingSize();
    int features = edges.featureCount();
    int[] nodes = {edges.src()[event], edges.dst()[event]};
    float[] embeddings = engine.embeddings(nodes, edges.timesMicros()[event]);
    try (NDManager scope = manager.newSubManager()) {
      NDArray both = scope.create(embeddings, new Shape(2, width));
      NDArray own =
          features == 0
              ? null
              : scope.create(
                  Arrays.copyOfRange(edges.features(), event * features, (event + 1) * features),
                  new Shape(1, features));
      return decoder.logits(both.get("0:1"), both.get("1:2"), own, false).toFloatArray()[0];
    }
  }
}
