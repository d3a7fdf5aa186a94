package io.eddy.jobs.examples.synchronizer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one node is. Immutable.
 *
 * @param layer layers done
 * @param values its values after them; empty before its start
 * @param neighbours its neighbours, null before its start
 * @param current what it heard for layer {@code layer}
 * @param next what it heard for the layer after, from neighbours that are ahead
 */
public record SynchronizerState(
    int layer, List<Float> values, @Nullable List<String> neighbours, Inbox current, Inbox next) {
  static final SynchronizerState NEW =
      new SynchronizerState(0, List.of(), null, Inbox.EMPTY, Inbox.EMPTY);

  SynchronizerState started(NodeStart start) {
    return new SynchronizerState(layer, start.features(), start.neighbours(), current, next);
  }

  SynchronizerState heard(LayerMessage message) {
    return message.layer() == layer
        ? new SynchronizerState(layer, values, neighbours, current.plus(message.values()), next)
        : new SynchronizerState(layer, values, neighbours, current, next.plus(message.values()));
  }

  SynchronizerState advanced(List<Float> updated) {
    return new SynchronizerState(layer + 1, updated, neighbours, next, Inbox.EMPTY);
  }
}
