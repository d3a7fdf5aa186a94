package io.eddy.model.tensor;

import ai.djl.Device;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which device a user wants tensors on, {@code auto}, {@code cpu} or {@code gpu:N}. Reading one
 * starts no engine; {@link #resolve} does, unless it is {@code cpu}.
 *
 * @param text as the user wrote it
 */
public record DeviceChoice(String text) {
  // Before the constants, whose constructor reads it.
  private static final Pattern FORM = Pattern.compile("auto|cpu|gpu:(\\d{1,3})");

  /** A GPU if there is one, else the processor. */
  public static final DeviceChoice AUTO = new DeviceChoice("auto");

  /** The processor. */
  public static final DeviceChoice CPU = new DeviceChoice("cpu");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is none of the three
   */
  public DeviceChoice {
    if (!isOne(text)) {
      throw new IllegalArgumentException(
          "device '%s'; expected auto, cpu or gpu:N".formatted(text));
    }
  }

  /** Whether a text is one of the three. */
  public static boolean isOne(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The device.
   *
   * @throws IllegalStateException if there is no such GPU
   */
  public Device resolve() {
    Matcher parts = FORM.matcher(text);
    if (text.equals(CPU.text) || !parts.matches()) {
      return Device.cpu();
    }
    int present = Tensors.engine().getGpuCount();
    if (parts.group(1) == null) {
      return present > 0 ? Device.gpu(0) : Device.cpu();
    }
    int wanted = Integer.parseInt(parts.group(1));
    if (wanted >= present) {
      throw new IllegalStateException(
          "device gpu:%d is wanted, but PyTorch sees %d GPUs; choose another, or bring CUDA natives as docs/operations.md says"
              .formatted(wanted, present));
    }
    return Device.gpu(wanted);
  }

  /** Every device it stands for: for {@code auto} all GPUs if there are any, else the processor. */
  public List<DeviceChoice> each() {
    if (!equals(AUTO)) {
      return List.of(this);
    }
    int present = Tensors.engine().getGpuCount();
    return present == 0
        ? List.of(CPU)
        : IntStream.range(0, present).mapToObj(i -> new DeviceChoice("gpu:" + i)).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
