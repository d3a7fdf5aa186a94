package io.eddy.model.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.Initializer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A DJL block whose parameters have their shapes from the start, not from the first input. One
 * thread at a time.
 */
public abstract class ShapedBlock extends AbstractBlock {
  private static final byte VERSION = 1;

  /** DJL numbers the children of a block: two digits before the name. */
  private static final int CHILD_NUMBER = 2;

  /** A block without parameters as yet. */
  protected ShapedBlock() {
    super(VERSION);
  }

  /** Declares a parameter of this block itself. */
  protected final Parameter parameter(String name, Initializer initializer, long... shape) {
    return addParameter(
        Parameter.builder()
            .setName(name)
            .setType(Parameter.Type.OTHER)
            .optShape(new Shape(shape))
            .optInitializer(initializer)
            .build());
  }

  /** The array of a parameter on the device of an input. */
  protected static NDArray value(
      ParameterStore store, Parameter parameter, NDArray input, boolean training) {
    return store.getValue(parameter, input.getDevice(), training);
  }

  /**
   * An array made from parameters alone, handed to the manager of an input: DJL leaves it with the
   * parameters, where it would stay until they go.
   */
  protected static NDArray with(NDArray input, NDArray made) {
    made.attach(input.getManager());
    return made;
  }

  /** All parameters of a block by name, {@code child.parameter}, in a fixed order. */
  public static Map<String, Parameter> named(Block block) {
    Map<String, Parameter> found = new LinkedHashMap<>();
    collect("", block, found);
    return found;
  }

  private static void collect(String prefix, Block block, Map<String, Parameter> found) {
    block
        .getDirectParameters()
        .forEach(entry -> found.put(prefix + entry.getKey(), entry.getValue()));
    block
        .getChildren()
        .forEach(
            child ->
                collect(
                    prefix + child.getKey().substring(CHILD_NUMBER) + ".",
                    child.getValue(),
                    found));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    getChildren().forEach(child -> child.getValue().initialize(manager, type, shapes));
  }
}
