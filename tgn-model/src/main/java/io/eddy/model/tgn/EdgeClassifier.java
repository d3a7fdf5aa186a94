package io.eddy.model.tgn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.SeededWeights;
import io.eddy.model.tensor.ShapedBlock;
import io.eddy.model.tgn.block.ClassDecoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Yes or no of an event from the embeddings of its nodes before it and its features: {@link
 * ClassDecoder} beside a network. One thread at a time.
 */
public final class EdgeClassifier {
  private final ParameterStore store;
  private final ClassDecoder decoder;
  private final Map<String, Parameter> parameters;

  private EdgeClassifier(TgnSettings settings, long seed, NDManager manager) {
    this.store = new ParameterStore(manager, false);
    this.decoder =
        ClassDecoder.ofEdges(
            settings.embeddingSize(), settings.edgeFeatures(), 1, new SeededWeights(seed));
    decoder.initialize(manager, DataType.FLOAT32, new Shape(1));
    this.parameters = ShapedBlock.named(decoder);
  }

  /** A decoder that has learned nothing yet, its weights drawn from a seed. */
  public static EdgeClassifier seeded(TgnSettings settings, long seed, NDManager manager) {
    return new EdgeClassifier(settings, seed, manager);
  }

  /** A decoder with given parameters. */
  public static EdgeClassifier of(TgnSettings settings, NamedArrays values, NDManager manager) {
    EdgeClassifier classifier = seeded(settings, 0, manager);
    values.copyTo(classifier.parameters);
    return classifier;
  }

  /**
   * Logits of B events.
   *
   * @param sources B × E
   * @param destinations B × E
   * @param features B × F; null where edges have none
   * @return B × 1
   */
  public NDArray logits(
      NDArray sources, NDArray destinations, @Nullable NDArray features, boolean training) {
    NDList parts = new NDList(sources, destinations);
    if (features != null) {
      parts.add(features);
    }
    return decoder.apply(store, parts, training);
  }

  /** The present parameters, copied out. */
  public NamedArrays parameters() {
    return NamedArrays.of(parameters);
  }

  /** The arrays that training changes. */
  public List<NDArray> arrays() {
    return parameters.values().stream().map(Parameter::getArray).toList();
  }
}
