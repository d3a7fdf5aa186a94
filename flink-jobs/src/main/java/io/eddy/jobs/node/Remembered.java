package io.eddy.jobs.node;

import io.eddy.jobs.memory.MemoryUpdate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A node's memory after an event; it is there when the visit that changes it was computed. */
final class Remembered {
  private @Nullable MemoryUpdate update;

  Remembered() {}

  Remembered(MemoryUpdate update) {
    this.update = update;
  }

  void set(MemoryUpdate value) {
    update = value;
  }

  MemoryUpdate update() {
    return Objects.requireNonNull(update, "the visit is not computed yet");
  }
}
