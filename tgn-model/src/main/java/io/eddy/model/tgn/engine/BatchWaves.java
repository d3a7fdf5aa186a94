package io.eddy.model.tgn.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.eddy.model.tgn.PendingMessages;
import io.eddy.model.tgn.TgnNetwork;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The waves of a batch's events, event by event when the batch is over. Every node's memory becomes
 * what its event and the waves make of it, as a number; what it was made from waits in {@link
 * WaveMemories} to be computed again inside a later loss.
 */
final class BatchWaves {
  private BatchWaves() {}

  /**
   * Runs the waves.
   *
   * @param state after all that waited for the nodes of the batch was taken in
   * @param arrivals for each event what {@link Mailboxes#arrivals} was with its mails
   * @param network with which they are computed
   * @param scope for tensors that are not needed afterwards
   */
  static void run(
      TgnState state,
      EdgeColumns events,
      int from,
      int to,
      long[] arrivals,
      TgnNetwork network,
      NDManager scope) {
    int size = to - from;
    int dimension = state.settings().memory();
    Speech.Origin[] origins = new Speech.Origin[2 * size];
    float[] own = new float[2 * size * dimension];
    float[] other = new float[own.length];
    for (int i = 0; i < size; i++) {
      lay(state, events, from + i, true, i, own, other, origins);
      lay(state, events, from + i, false, size + i, own, other, origins);
    }
    float[] after = updated(own, other, origins, events.featureCount(), network, scope);
    WaveMemories memories = Objects.requireNonNull(state.waves());
    WaveRun waves =
        new WaveRun(
            Objects.requireNonNull(state.settings().waves()),
            Objects.requireNonNull(network.waveParameters()),
            state.mailboxes());
    for (int i = 0; i < size; i++) {
      int src = events.src()[from + i];
      int dst = events.dst()[from + i];
      Speech ofSource = speech(i, own, after, dimension, origins);
      Speech ofDestination = speech(size + i, own, after, dimension, origins);
      memories.put(src, ofSource.said());
      memories.put(dst, ofDestination.said());
      if (src != dst) {
        waves.start(dst, src, ofDestination, arrivals[i]);
      }
      waves.start(src, dst, ofSource, arrivals[i]);
      waves.run(memories, arrivals[i]);
    }
  }

  private static void lay(
      TgnState state,
      EdgeColumns events,
      int event,
      boolean source,
      int row,
      float[] own,
      float[] other,
      Speech.Origin[] origins) {
    int dimension = state.settings().memory();
    int node = source ? events.src()[event] : events.dst()[event];
    int neighbour = source ? events.dst()[event] : events.src()[event];
    int features = events.featureCount();
    state.memories().copyOut(node, own, row * dimension);
    state.memories().copyOut(neighbour, other, row * dimension);
    origins[row] =
        new Speech.Origin(
            Arrays.copyOfRange(other, row * dimension, (row + 1) * dimension),
            Arrays.copyOfRange(events.features(), event * features, (event + 1) * features),
            state.memories().sinceUpdate(node, events.timesMicros()[event]));
  }

  private static float[] updated(
      float[] own,
      float[] other,
      Speech.Origin[] origins,
      int featureCount,
      TgnNetwork network,
      NDManager scope) {
    int rows = origins.length;
    float[] features = new float[rows * featureCount];
    float[] elapsed = new float[rows];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(origins[i].features(), 0, features, i * featureCount, featureCount);
      elapsed[i] = origins[i].elapsed();
    }
    Shape shape = new Shape(rows, own.length / rows);
    NDArray memory = scope.create(own, shape);
    return network
        .update(
            new PendingMessages(
                memory,
                scope.create(other, shape),
                featureCount == 0 ? null : scope.create(features, new Shape(rows, featureCount)),
                scope.create(elapsed),
                IntStream.range(0, rows).toArray(),
                rows),
            memory,
            false)
        .toFloatArray();
  }

  private static Speech speech(
      int row, float[] own, float[] after, int dimension, Speech.Origin[] origins) {
    int start = row * dimension;
    return Speech.ofEvent(
        Arrays.copyOfRange(after, start, start + dimension),
        Arrays.copyOfRange(own, start, start + dimension),
        origins[row]);
  }
}
