package io.eddy.jobs.models;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.ReleaseSerializer;
import io.eddy.model.bundle.BundleException;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bundle that an operator works with. Which one it is stands in every checkpoint, so a restored
 * job goes on with the bundle it had; the bundle itself must still be where it was.
 *
 * @param <B> a bundle, loaded
 */
public final class CurrentModel<B> {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentModel.class);
  private static final ListStateDescriptor<Release> RELEASE =
      new ListStateDescriptor<>("model-release", ReleaseSerializer.INSTANCE);

  private final ListState<Release> state;
  private final BundleLoader<B> loader;
  private Release release;
  private B bundle;

  /**
   * The bundle of the checkpoint, or {@code first} where there is none.
   *
   * @throws BundleException if the checkpoint's does not fit what the job was built for, which is
   *     {@code first}
   */
  public CurrentModel(OperatorStateStore store, Release first, BundleLoader<B> loader)
      throws Exception {
    this.loader = loader;
    state = store.getUnionListState(RELEASE);
    Iterator<Release> restored = state.get().iterator();
    release = restored.hasNext() ? restored.next() : first;
    bundle = loader.load(release);
    if (!release.equals(first)) {
      requireFits(first);
    }
  }

  private void requireFits(Release first) {
    B built;
    try {
      built = loader.load(first);
    } catch (BundleException e) {
      LOG.warn(
          "The bundle that the job was started with is gone, and is not needed: {}",
          e.getMessage());
      return;
    }
    try {
      loader.requireExchangeable(bundle, built);
    } catch (BundleException e) {
      throw new BundleException(
          "the checkpoint goes on with model '%s' version '%s' from %s, but the job was started with %s, which does not fit: %s"
              .formatted(
                  release.name(), release.version(), release.uri(), first.uri(), e.getMessage()));
    }
  }

  /** What it is. */
  public Release release() {
    return release;
  }

  /** The bundle. */
  public B bundle() {
    return bundle;
  }

  /**
   * Changes to another bundle. One that cannot be loaded, is not the one released, or does not fit
   * what the job keeps is refused, loudly; the present one then stays.
   *
   * @return whether it is the one in use now
   */
  public boolean offer(Release next) {
    try {
      B loaded = loader.load(next);
      loader.requireExchangeable(bundle, loaded);
      release = next;
      bundle = loaded;
      LOG.info(
          "Model '{}' version '{}' from {} is in use from here on",
          next.name(),
          next.version(),
          next.uri());
      return true;
    } catch (BundleException e) {
      LOG.error(
          "Refused model '{}' version '{}' from {}: {}. Version '{}' stays",
          next.name(),
          next.version(),
          next.uri(),
          e.getMessage(),
          release.version());
      return false;
    }
  }

  /** Writes which one it is into a checkpoint. */
  public void snapshot() throws Exception {
    state.update(List.of(release));
  }
}
