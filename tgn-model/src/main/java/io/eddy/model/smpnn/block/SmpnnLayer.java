package io.eddy.model.smpnn.block;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import ai.djl.util.PairList;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.tensor.Scalars;
import io.eddy.model.tensor.ShapedBlock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A layer of a scalable message passing network: x ← x + α₁·SiLU(R·LayerNorm₁(x)·W), then x ← x +
 * α₂·SiLU(LayerNorm₂(x)·W_ff), with the parts that its settings have. Shape of x: N × H. One thread
 * at a time.
 */
final class SmpnnLayer extends ShapedBlock {
  private static final float EPSILON = 1e-5f;

  private final SmpnnSettings settings;
  private final double dropped;
  private final Map<String, Parameter> own = new LinkedHashMap<>();

  /** Layer {@code number} of the network, from 0. */
  SmpnnLayer(SmpnnSettings settings, int number) {
    this.settings = settings;
    this.dropped = settings.layerDrop() * number / Math.max(1, settings.layers() - 1);
    String prefix = number + ".";
    SmpnnParameters.shapes(settings)
        .forEach(
            (name, shape) -> {
              if (name.startsWith(prefix)) {
                String part = name.substring(prefix.length());
                long[] lengths = Arrays.stream(shape).asLongStream().toArray();
                own.put(part, parameter(part, Initializer.ZEROS, lengths));
              }
            });
  }

  NDArray apply(ParameterStore store, GraphTensors graph, NDArray x, @Nullable Random draw) {
    if (draw != null && draw.nextDouble() < dropped) {
      return x;
    }
    UnaryOperator<NDArray> attention =
        settings.attention() ? h -> attention(store, h, draw != null) : null;
    NDArray convolved =
        new SmpnnConvolution(part(store, "convolution", x, draw), attention)
            .step(graph, entering(store, x, 1, draw));
    NDArray result = branch(store, x, convolved, 1, draw);
    if (settings.feedForward() > 0) {
      NDArray h = entering(store, result, 2, draw);
      NDArray y = Silu.of(h.matMul(part(store, "feedForward", x, draw)));
      if (settings.feedForward() > 1) {
        y = Silu.of(y.matMul(part(store, "feedForwardOut", x, draw)));
      }
      result = branch(store, result, y, 2, draw);
    }
    return result;
  }

  /** A branch that is there at all counts for those that are left out at other steps. */
  private NDArray branch(
      ParameterStore store, NDArray x, NDArray y, int number, @Nullable Random draw) {
    NDArray branch = y;
    if (settings.scaled()) {
      branch = branch.mul(part(store, "alpha" + number, x, draw));
    }
    if (draw != null && dropped > 0) {
      branch = Scalars.times(branch, 1 / (1 - dropped));
    }
    return settings.residual() ? x.add(branch) : branch;
  }

  /** What a branch takes in: x normalised, and in training a share of it dropped. */
  private NDArray entering(ParameterStore store, NDArray x, int number, @Nullable Random draw) {
    return Mask.drop(norm(store, x, number, draw), settings.dropout(), draw);
  }

  private NDArray norm(ParameterStore store, NDArray x, int number, @Nullable Random draw) {
    return settings.normalised()
        ? LayerNorm.layerNorm(
                x,
                new Shape(settings.hidden()),
                part(store, "gamma" + number, x, draw),
                part(store, "beta" + number, x, draw),
                EPSILON)
            .singletonOrThrow()
        : x;
  }

  /**
   * Linear global attention (Wu et al., SGFormer, NeurIPS 2023): (V + Q̃(K̃ᵀV)/N) / (1 +
   * Q̃(K̃ᵀ1)/N) with Q̃, K̃ of Frobenius norm 1.
   */
  private NDArray attention(ParameterStore store, NDArray h, boolean training) {
    NDArray query = unit(h.matMul(value(store, own("query"), h, training)));
    NDArray key = unit(h.matMul(value(store, own("key"), h, training)));
    NDArray value = h.matMul(value(store, own("value"), h, training));
    double nodes = h.getShape().get(0);
    NDArray above =
        value.add(Scalars.times(query.matMul(key.transpose().matMul(value)), 1 / nodes));
    NDArray keys = key.sum(new int[] {0}).expandDims(1);
    return above.div(Scalars.times(query.matMul(keys), 1 / nodes).add(1));
  }

  private static NDArray unit(NDArray x) {
    return x.div(x.square().sum().sqrt());
  }

  private NDArray part(ParameterStore store, String name, NDArray x, @Nullable Random draw) {
    return value(store, own(name), x, draw != null);
  }

  private Parameter own(String name) {
    return Objects.requireNonNull(own.get(name), name);
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store,
      NDList inputs,
      boolean training,
      @Nullable PairList<String, Object> parameters) {
    GraphTensors graph = GraphTensors.ofOperator(settings.aggregation(), inputs.get(1));
    return new NDList(apply(store, graph, inputs.head(), null));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    return new Shape[] {inputs[0]};
  }
}
