package io.eddy.jobs.candidates;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ReleaseSerializer;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.BundleException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;

/**
 * The bundle that a shard ranks with. Which one it is stands in every checkpoint, so a restored job
 * goes on with the bundle it had; the bundle itself must still be where it was.
 */
final class CurrentModel {
  private static final ListStateDescriptor<Release> RELEASE =
      new ListStateDescriptor<>("model-release", ReleaseSerializer.INSTANCE);

  private final ListState<Release> state;
  private Release release;
  private Bundle bundle;

  /** The bundle of the checkpoint, or {@code first} where there is none. */
  CurrentModel(OperatorStateStore store, Release first) throws Exception {
    state = store.getUnionListState(RELEASE);
    Iterator<Release> restored = state.get().iterator();
    release = restored.hasNext() ? restored.next() : first;
    bundle = load(release);
  }

  Release release() {
    return release;
  }

  Bundle bundle() {
    return bundle;
  }

  /**
   * Changes to another bundle.
   *
   * @throws BundleException if it cannot be loaded, is not the one released, or expects other
   *     features; the present one then stays
   */
  void swap(Release next) {
    Bundle loaded = load(next);
    String expected = bundle.manifest().features().fingerprint();
    String found = loaded.manifest().features().fingerprint();
    if (!found.equals(expected)) {
      throw new BundleException(
          "it expects features of fingerprint %s, but this job computes %s; start a new job for it"
              .formatted(found, expected));
    }
    release = next;
    bundle = loaded;
  }

  void snapshot() throws Exception {
    state.update(List.of(release));
  }

  private static Bundle load(Release release) {
    Bundle bundle = Bundle.load(folder(release.uri()));
    if (!bundle.sha256().equals(release.sha256())) {
      throw new BundleException(
          "the bundle at '%s' has a manifest of SHA-256 %s, but %s was released: it was replaced; keep each version in a folder of its own"
              .formatted(release.uri(), bundle.sha256(), release.sha256()));
    }
    return bundle;
  }

  private static Path folder(String uri) {
    try {
      return Path.of(URI.create(uri));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new BundleException(
          "'%s' is no folder that this machine can read; expected file:///…".formatted(uri), e);
    }
  }
}
