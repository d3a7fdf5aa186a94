package io.eddy.cli.train;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.cli.console.Table;
import io.eddy.model.bundle.TgnManifest.Metric;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.train.EpochResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eddy train tgn --json} prints.
 *
 * @param data name of the data set
 * @param seed of the training
 * @param settings of the network
 * @param events training events
 * @param unseenNodes nodes whose training events were held back
 * @param epochs what each came to
 * @param bestEpoch whose parameters are in the bundle
 * @param metrics measured at the end
 * @param bundle folder of the bundle
 * @param sha256 of its manifest
 * @param trainingSeconds of training, the looks at validation included
 * @param seconds of training and measuring, reading the data not included
 */
@JsonPropertyOrder({
  "data",
  "seed",
  "settings",
  "events",
  "unseenNodes",
  "epochs",
  "bestEpoch",
  "metrics",
  "bundle",
  "sha256",
  "trainingSeconds",
  "seconds"
})
record TgnReport(
    String data,
    long seed,
    TgnSettings settings,
    int events,
    int unseenNodes,
    List<EpochResult> epochs,
    int bestEpoch,
    List<Metric> metrics,
    String bundle,
    String sha256,
    double trainingSeconds,
    double seconds) {

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, seed %d: %s, hops %d, memory %d, %,d training events, %,d unseen nodes, epoch %d of %d, %.0f s%nbundle %s%n%n",
        data,
        seed,
        settings.embedding().name().toLowerCase(Locale.ROOT),
        settings.hops(),
        settings.memory(),
        events,
        unseenNodes,
        bestEpoch,
        epochs.size(),
        seconds,
        bundle);
    Table table =
        new Table("part", "events", "negatives", "freshness", "count", "measure", "value");
    for (Metric metric : metrics) {
      table.row(
          metric.part(),
          metric.events(),
          metric.negativesPerEvent() == null
              ? "all destinations"
              : metric.negativesPerEvent() + " " + metric.negatives(),
          metric.freshness(),
          metric.count(),
          metric.measure(),
          String.format(Locale.ROOT, "%.4f", metric.value()));
    }
    table.print(out);
  }
}
