package io.eddy.jobs.node;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.models.MemoryBundles;
import io.eddy.model.bundle.TgnBundle;
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

  private final boolean keepsMails;
  private final Map<Release, TgnVisits> loaded =
      new LinkedHashMap<>(KEPT, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Release, TgnVisits> eldest) {
          return size() > KEPT;
        }
      };
  private @Nullable Release current;
  private @Nullable TgnVisits visits;

  Networks(boolean keepsMails) {
    this.keepsMails = keepsMails;
  }

  /** The network of a release; what another one has put off is completed first. */
  TgnVisits of(Release release) {
    // Most often the very object of the last call: the three visits of an event share theirs.
    if (visits != null && (release == current || release.equals(current))) {
      current = release;
      return visits;
    }
    complete();
    TgnVisits next = loaded.get(release);
    if (next == null) {
      TgnBundle bundle = MemoryBundles.INSTANCE.load(release);
      next = new TgnVisits(bundle.manifest().settings(), bundle.parameters(), keepsMails);
      loaded.put(release, next);
    }
    current = release;
    visits = next;
    return next;
  }

  void complete() {
    if (visits != null) {
      visits.complete();
    }
  }
}
