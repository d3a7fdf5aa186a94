package io.eddy.cli.data;

import java.io.IOException;
import java.nio.file.Path;

/** Reads files of one layout. Implementations keep no state between files. */
@FunctionalInterface
public interface DataFormat {

  /**
   * Reads a file whole, gzipped or not.
   *
   * @param name name of the data set, the first part of its event ids
   * @throws DataException if a line is not of this layout
   * @throws IOException if the file cannot be read
   */
  DataSet read(String name, Path file) throws IOException;
}
