package io.eddy.jobs.node;

import io.eddy.jobs.event.Settled;
import org.jspecify.annotations.Nullable;

/**
 * What a node emits: an event that is settled at it, its memory that has changed, or both; never
 * neither.
 *
 * @param settled the event
 * @param remembered the memory after the event
 */
public record NodeOutput(@Nullable Settled settled, @Nullable Remembered remembered) {
  static NodeOutput of(Settled settled) {
    return new NodeOutput(settled, null);
  }

  static NodeOutput of(Remembered remembered) {
    return new NodeOutput(null, remembered);
  }
}
