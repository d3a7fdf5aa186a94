package io.eddy.cli.bench;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.cli.console.Table;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eddy bench ripples --json} prints.
 *
 * @param machine where it ran
 * @param events of each stream
 * @param testLabels labelled events of the test parts, all seeds together
 * @param fraudShare of them, which is the average precision of a score that knows nothing
 * @param runs one for each kind of network
 */
@JsonPropertyOrder({"machine", "events", "testLabels", "fraudShare", "runs"})
record RipplesResult(
    Machine machine, long events, int testLabels, double fraudShare, List<Run> runs) {

  /**
   * One kind of network, over all seeds.
   *
   * @param network what it is
   * @param averagePrecision of each seed on test
   * @param rocAuc of each seed on test
   * @param seconds of training and measuring, a seed
   */
  @JsonPropertyOrder({"network", "averagePrecision", "rocAuc", "seconds"})
  record Run(String network, List<Double> averagePrecision, List<Double> rocAuc, double seconds) {}

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "payments with relayed fraud, %,d events a seed, %,d labelled test events, %.4f of them fraud%n%n",
        events,
        testLabels,
        fraudShare);
    Table table = new Table("network", "seeds", "test AP", "test ROC-AUC", "s a seed");
    for (Run run : runs) {
      table.row(
          run.network(),
          run.averagePrecision().size(),
          spread(run.averagePrecision()),
          spread(run.rocAuc()),
          String.format(Locale.ROOT, "%.0f", run.seconds()));
    }
    table.print(out);
  }

  private static String spread(List<Double> values) {
    double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    double deviation = values.size() > 1 ? Math.sqrt(squares / (values.size() - 1)) : 0;
    return String.format(Locale.ROOT, "%.4f ± %.4f", mean, deviation);
  }
}
