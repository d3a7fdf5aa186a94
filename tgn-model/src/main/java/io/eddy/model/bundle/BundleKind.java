package io.eddy.model.bundle;

import java.nio.file.Path;

/** Tells of which kind a bundle is before it is read. */
public final class BundleKind {
  private BundleKind() {}

  /**
   * The kind that a folder's manifest states, for example {@value Manifest#RANKER}.
   *
   * @throws BundleException if the folder holds no manifest
   */
  public static String of(Path folder) {
    BundleFolder files = new BundleFolder(folder);
    return files.kind(files.manifest());
  }
}
