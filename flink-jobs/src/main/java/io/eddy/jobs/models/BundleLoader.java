package io.eddy.jobs.models;

import io.eddy.jobs.event.Release;
import io.eddy.model.bundle.BundleException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;

/**
 * How a kind of bundle comes into a job.
 *
 * @param <B> a bundle, loaded
 */
public interface BundleLoader<B> {
  /**
   * Reads a bundle from its folder.
   *
   * @throws BundleException if it cannot be read
   */
  B load(Path folder);

  /** SHA-256 of a bundle's manifest. */
  String sha256(B bundle);

  /**
   * Checks that one may take the place of another while a job runs.
   *
   * @throws BundleException if what the job keeps does not fit the next one
   */
  void requireExchangeable(B present, B next);

  /**
   * Reads the bundle that was released.
   *
   * @throws BundleException if it cannot be read, or is not the one released
   */
  default B load(Release release) {
    B bundle = load(folder(release.uri()));
    if (!sha256(bundle).equals(release.sha256())) {
      throw new BundleException(
          "the bundle at '%s' has a manifest of SHA-256 %s, but %s was released: it was replaced; keep each version in a folder of its own"
              .formatted(release.uri(), sha256(bundle), release.sha256()));
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
