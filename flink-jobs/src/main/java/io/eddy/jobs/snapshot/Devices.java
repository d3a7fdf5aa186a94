package io.eddy.jobs.snapshot;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.model.smpnn.SmpnnParameters;
import io.eddy.model.smpnn.block.TensorEmbedder;
import io.eddy.model.smpnn.engine.NodeEmbedder;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.tensor.DeviceChoice;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the devices and puts networks on them. */
final class Devices {
  private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

  private Devices() {}

  /** Every device that the settings name; {@code auto} is for all GPUs, or the processor. */
  static List<DeviceChoice> of(Settings settings) {
    List<DeviceChoice> devices = new ArrayList<>();
    for (DeviceChoice choice : DeviceOptions.all(settings)) {
      try {
        devices.addAll(choice.each());
      } catch (NoClassDefFoundError e) {
        // Said again, with what is missing, where the network is put on it.
        devices.add(choice);
      }
    }
    return devices;
  }

  /**
   * A network on a device. The processor needs no tensor library, which a Flink cluster may not
   * have.
   *
   * @param sharing how many devices there are, among which processors are shared
   */
  static NodeEmbedder embedder(
      DeviceChoice choice, SmpnnParameters parameters, Settings settings, int sharing) {
    int given = settings.get(SnapshotOptions.THREADS);
    int threads =
        given > 0 ? given : Math.max(1, (Runtime.getRuntime().availableProcessors() - 1) / sharing);
    if (choice.equals(DeviceChoice.CPU)) {
      return new SmpnnEngine(parameters, threads);
    }
    try {
      return TensorEmbedder.on(choice, parameters, threads);
    } catch (NoClassDefFoundError e) {
      if (!choice.equals(DeviceChoice.AUTO)) {
        throw new InvalidSettingsException(
            List.of(
                "%s: '%s' needs DJL and PyTorch in Flink's lib folder, but there is no %s"
                    .formatted(DeviceOptions.DEVICE.key(), choice, e.getMessage())));
      }
      LOG.info("Snapshots are computed on the processor: there is no {}", e.getMessage());
      return new SmpnnEngine(parameters, threads);
    }
  }
}
