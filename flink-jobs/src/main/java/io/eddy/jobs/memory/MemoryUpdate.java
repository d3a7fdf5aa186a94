package io.eddy.jobs.memory;

import io.eddy.memory.node.NeuralMemory;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node's memory after an event changed it, or that there is none any more. Immutable.
 *
 * @param node the node
 * @param timeMicros event time of the last event that changed it, microseconds
 * @param updates how many events of its own have changed it
 * @param vector the memory, D components, none if it is forgotten; shared, not to be changed
 * @param moved Euclidean distance from the memory before
 * @param model name and version of the model that wrote it
 * @param mails the node's mails, newest first
 */
@SuppressWarnings("ArrayRecordComponent") // A list would box every component; equals is below.
public record MemoryUpdate(
    String node,
    long timeMicros,
    long updates,
    float[] vector,
    double moved,
    String model,
    List<MailHead> mails) {

  /**
   * Reads a node's state, which may change afterwards.
   *
   * @param vector its memory, D components; not copied
   */
  public static MemoryUpdate of(
      String node, NeuralMemory memory, float[] vector, double moved, String model) {
    return new MemoryUpdate(
        node,
        memory.lastUpdateMicros(),
        memory.updates(),
        vector,
        moved,
        model,
        MailHeads.of(memory.mailbox()));
  }

  /** A node whose memory is forgotten at an event time in milliseconds. */
  public static MemoryUpdate forgotten(String node, long eventMillis) {
    return new MemoryUpdate(
        node, Math.multiplyExact(eventMillis, 1_000L), 0, new float[0], 0, "", List.of());
  }

  /** Whether the node has no memory any more. */
  public boolean isForgotten() {
    return vector.length == 0;
  }

  /**
   * The same of a later time: what changed the memory was an event of other nodes, of which the
   * node's own time says nothing.
   *
   * @param eventMillis event time in milliseconds; the last microsecond of it counts
   */
  public MemoryUpdate at(long eventMillis) {
    long micros = Math.multiplyExact(eventMillis, 1_000L) + 999;
    return new MemoryUpdate(
        node, Math.max(timeMicros, micros), updates, vector, moved, model, mails);
  }

  /** Euclidean length of the memory. */
  public double norm() {
    return norm(vector);
  }

  static double norm(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    return Math.sqrt(sum);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MemoryUpdate that
        && node.equals(that.node)
        && timeMicros == that.timeMicros
        && updates == that.updates
        && Arrays.equals(vector, that.vector)
        && Double.compare(moved, that.moved) == 0
        && model.equals(that.model)
        && mails.equals(that.mails);
  }

  @Override
  public int hashCode() {
    return 31 * node.hashCode() + Long.hashCode(updates);
  }

  @Override
  public String toString() {
    return "MemoryUpdate[%s, %d updates, at %d, %d components, moved %s, %s, %s]"
        .formatted(node, updates, timeMicros, vector.length, moved, model, mails);
  }
}
