package io.eddy.jobs.device;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.model.tensor.DeviceChoice;
import java.util.List;

/** Options of the device. */
public final class DeviceOptions {
  public static final Option<String> DEVICE =
      Option.string(
              "eddy.device",
              "Where snapshots and SMPNN training compute: `cpu`, `gpu:N`, or `auto` for the first"
                  + " GPU if there is one. A GPU needs CUDA natives.")
          .check(DeviceChoice::isOne, "expected auto, cpu or gpu:N")
          .defaultsTo("auto");

  /** All of them. */
  public static final List<Option<?>> ALL = List.of(DEVICE);

  private DeviceOptions() {}

  /** What the settings say. */
  public static DeviceChoice of(Settings settings) {
    return new DeviceChoice(settings.get(DEVICE));
  }
}
