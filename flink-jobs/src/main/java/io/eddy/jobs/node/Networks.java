package io.eddy.jobs.node;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.models.MemoryBundles;
import io.eddy.jobs.models.NodeNetwork;
import io.eddy.memory.node.NeuralMemory;
import io.eddy.model.tgn.serve.TgnVisits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The networks that a subtask computes with: that of the newest events, and older ones while
 * messages of theirs are on their way. One at a time puts work off.
 */
final class Networks {
  /** Releases that are kept; an older one is loaded again if a message still needs it. */
  private static final int KEPT = 4;

  private record Loaded(TgnVisits visits, boolean ranks) {}

  private final Map<Release, Loaded> loaded =
      new LinkedHashMap<>(KEPT, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Release, Loaded> eldest) {
          return size() > KEPT;
        }
      };
  private @Nullable Release current;
  private @Nullable Loaded inUse;

  /** The network of a release; what another one has put off is completed first. */
  TgnVisits of(Release release) {
    // Most often the very object of the last call: the three visits of an event share theirs.
    if (inUse != null && (release == current || release.equals(current))) {
      current = release;
      return inUse.visits();
    }
    complete();
    Loaded next = loaded.get(release);
    if (next == null) {
      NodeNetwork network = MemoryBundles.INSTANCE.load(release);
      next =
          new Loaded(
              new TgnVisits(network.settings(), network.parameters()), network.features() != null);
      loaded.put(release, next);
    }
    current = release;
    inUse = next;
    return next.visits();
  }

  /** A node hears a neighbour's memory, behind all that is put off at both. */
  void refresh(NeuralMemory node, String neighbour, float[] memory) {
    if (inUse == null) {
      node.mailbox().refresh(neighbour, memory);
    } else {
      inUse.visits().refresh(node, neighbour, memory);
    }
  }

  /** Visits that are put off. */
  int putOff() {
    return inUse == null ? 0 : inUse.visits().size();
  }

  /** Whether the bundle in use ranks as well, by what the nodes remember. */
  boolean ranks() {
    return inUse != null && inUse.ranks();
  }

  void complete() {
    if (inUse != null) {
      inUse.visits().complete();
    }
  }
}
