package io.eddy.cli.data;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data set that Eddy knows by name.
 *
 * @param name what a user calls it
 * @param description one line: what it is, how many events
 * @param source who made it, and under what terms it may be used
 * @param file where it lies under a data folder, or null for a generated one
 */
public record CatalogEntry(
    String name, String description, String source, @Nullable DataFile file) {

  /** Where the file has its public home; empty for a generated data set. */
  public Optional<URI> url() {
    return Optional.ofNullable(file).map(DataFile::url);
  }

  /** What the file's checksum must be; empty for a generated data set. */
  public Optional<String> sha256() {
    return Optional.ofNullable(file).map(DataFile::sha256);
  }
}
