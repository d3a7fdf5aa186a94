package io.eddy.cli.data;

import static org.assertj.core.api.Assumptions.assumeThat;

/** Opens real data where it is at hand. */
final class TestData {
  private TestData() {}

  /** The data set, or the test is skipped with a message naming what is missing. */
  static DataSet real(String name) {
    DataCatalog catalog = DataCatalog.standard();
    assumeThat(catalog.path(name)).as("the file of data set %s", name).isPresent();
    return catalog.open(name, Progress.NONE);
  }
}
