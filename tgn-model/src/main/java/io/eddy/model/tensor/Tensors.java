package io.eddy.model.tensor;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/**
 * The tensor engine, started on first use with settings of its own unless the user gave system
 * properties: nothing is downloaded and nobody is called home, and PyTorch computes on one thread.
 * The network is so small that a second thread gains little, and on a busy machine the two spend
 * their time waiting for each other.
 */
public final class Tensors {
  private static final String ENGINE = "PyTorch";

  static {
    unlessGiven("OPT_OUT_TRACKING", "true");
    unlessGiven("ai.djl.offline", "true");
    unlessGiven("ai.djl.pytorch.num_threads", "1");
    unlessGiven("ai.djl.pytorch.num_interop_threads", "1");
  }

  private Tensors() {}

  /** The engine. */
  public static Engine engine() {
    return Engine.getEngine(ENGINE);
  }

  /** A manager that frees its arrays when closed; they live in main memory. */
  public static NDManager newManager() {
    return engine().newBaseManager(Device.cpu());
  }

  /** A manager that frees its arrays when closed; they live on a device. */
  public static NDManager newManager(Device device) {
    return engine().newBaseManager(device);
  }

  private static void unlessGiven(String property, String value) {
    if (System.getProperty(property) == null && System.getenv(property) == null) {
      System.setProperty(property, value);
    }
  }
}
