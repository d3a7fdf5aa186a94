package io.eddy.jobs.device;

import io.eddy.config.Option;
import io.eddy.config.Settings;
import io.eddy.model.tensor.DeviceChoice;
import java.util.Arrays;
import java.util.List;

/** Options of the device. */
public final class DeviceOptions {
  private static final String SEPARATOR = ",";

  public static final Option<String> DEVICE =
      Option.string(
              "eddy.device",
              "Where snapshots and SMPNN training compute: `cpu`, `gpu:N`, or `auto` for all GPUs if"
                  + " there are any. A GPU needs CUDA natives. With several, as `gpu:0,gpu:1`, the"
                  + " snapshot job computes as many snapshots at a time, and everything else uses"
                  + " the first.")
          .check(
              DeviceOptions::isList,
              "expected auto, cpu or gpu:N, or several of these two with commas")
          .defaultsTo("auto");

  /** All of them. */
  public static final List<Option<?>> ALL = List.of(DEVICE);

  private DeviceOptions() {}

  /** What the settings say, for one that computes on one device: the first. */
  public static DeviceChoice of(Settings settings) {
    return all(settings).get(0);
  }

  /** What the settings say; {@code auto} stands alone and for as many as there are. */
  public static List<DeviceChoice> all(Settings settings) {
    return words(settings.get(DEVICE)).stream().map(DeviceChoice::new).toList();
  }

  private static boolean isList(String text) {
    List<String> words = words(text);
    return words.stream().allMatch(DeviceChoice::isOne)
        && (words.size() == 1 || !words.contains(DeviceChoice.AUTO.text()));
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(SEPARATOR, -1)).map(String::strip).toList();
  }
}
