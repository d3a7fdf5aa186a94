package io.eddy.model.train;

import io.eddy.memory.layout.CorruptLayoutException;
import io.eddy.memory.layout.Layout;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a training stands after an epoch: enough to go on as if it had never stopped.
 *
 * @param <P> kind of parameters
 * @param identity of the data, the features and the settings; another training must not go on here
 * @param epochs results so far
 * @param parameters the present ones
 * @param best those of the epoch with the best validation MRR
 * @param steps steps of the optimizer
 * @param moments of the optimizer, {@link AdamW#moments()}
 */
public record Checkpoint<P>(
    String identity,
    List<EpochResult> epochs,
    P parameters,
    P best,
    int steps,
    List<float[]> moments) {
  private static final int MAGIC = 0x45445954;
  private static final int VERSION = 1;

  /** Writes a file, and replaces the earlier one only when it is complete. */
  public void write(Path file, Layout<P> layout) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeUTF(identity);
      out.writeInt(epochs.size());
      for (EpochResult epoch : epochs) {
        out.writeInt(epoch.epoch());
        out.writeDouble(epoch.loss());
        out.writeDouble(epoch.validationMrr());
      }
      layout.write(parameters, out);
      layout.write(best, out);
      out.writeInt(steps);
      out.writeInt(moments.size());
      for (float[] moment : moments) {
        out.writeInt(moment.length);
        for (float value : moment) {
          out.writeFloat(value);
        }
      }
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Reads a file; empty if there is none.
   *
   * @throws TrainingException if it is of another training, or no checkpoint
   */
  public static <P> Optional<Checkpoint<P>> read(Path file, String identity, Layout<P> layout)
      throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != MAGIC || in.readInt() != VERSION) {
        throw new TrainingException(
            "'%s' is no training checkpoint of this release; remove it or choose another folder"
                .formatted(file));
      }
      String found = in.readUTF();
      if (!found.equals(identity)) {
        throw new TrainingException(
            "'%s' is of another training (%s) than this one (%s); remove it or choose another folder"
                .formatted(file, found, identity));
      }
      List<EpochResult> epochs = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        epochs.add(new EpochResult(in.readInt(), in.readDouble(), in.readDouble()));
      }
      P parameters = layout.read(in);
      P best = layout.read(in);
      int steps = in.readInt();
      List<float[]> moments = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        float[] moment = new float[in.readInt()];
        for (int k = 0; k < moment.length; k++) {
          moment[k] = in.readFloat();
        }
        moments.add(moment);
      }
      return Optional.of(new Checkpoint<>(identity, epochs, parameters, best, steps, moments));
    } catch (CorruptLayoutException | EOFException e) {
      throw new TrainingException(
          "'%s' is damaged (%s); remove it to train from the start".formatted(file, e.getMessage()),
          e);
    }
  }
}
