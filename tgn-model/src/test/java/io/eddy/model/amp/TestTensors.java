package io.eddy.model.amp;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;

/** The tensor engine for tests: nothing is downloaded and nobody is called home. */
final class TestTensors {
  static {
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.offline", "true");
  }

  private TestTensors() {}

  static NDManager newManager() {
    return Engine.getEngine("PyTorch").newBaseManager(Device.cpu());
  }
}
