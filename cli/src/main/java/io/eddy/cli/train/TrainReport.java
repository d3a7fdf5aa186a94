package io.eddy.cli.train;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.cli.console.Table;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.train.EpochResult;
import io.eddy.model.train.TrainedEddy;
import io.eddy.model.train.TrainedRanker;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eddy train ranker --json} and {@code eddy train eddy --json} print.
 *
 * @param data name of the data set
 * @param seed of the training
 * @param features columns of a row
 * @param queries training queries
 * @param epochs what each came to
 * @param bestEpoch whose parameters are in the bundle
 * @param metrics measured at the end
 * @param bundle folder of the bundle
 * @param sha256 of its manifest
 * @param seconds of training and measuring, reading the data not included
 */
@JsonPropertyOrder({
  "data",
  "seed",
  "features",
  "queries",
  "epochs",
  "bestEpoch",
  "metrics",
  "bundle",
  "sha256",
  "seconds"
})
record TrainReport(
    String data,
    long seed,
    int features,
    int queries,
    List<EpochResult> epochs,
    int bestEpoch,
    List<Manifest.Metric> metrics,
    String bundle,
    String sha256,
    double seconds) {

  static TrainReport of(
      Bundle bundle, TrainedRanker trained, Measurement measurement, Path folder, double seconds) {
    Manifest manifest = bundle.manifest();
    return new TrainReport(
        manifest.data().name(),
        manifest.training().seed(),
        trained.parameters().inputs(),
        trained.queries(),
        trained.epochs(),
        trained.best().epoch(),
        measurement.metrics(),
        folder.toString(),
        bundle.sha256(),
        seconds);
  }

  static TrainReport of(EddyTrainer.Result result, Path folder) {
    TrainedEddy trained = result.trained();
    return new TrainReport(
        result.bundle().manifest().data().name(),
        result.bundle().manifest().training().seed(),
        trained.parameters().decoder().inputs(),
        trained.queries(),
        trained.epochs(),
        trained.best().epoch(),
        result.measurement().metrics(),
        folder.toString(),
        result.bundle().sha256(),
        result.seconds());
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, seed %d: %d features, %,d queries, epoch %d of %d, %.0f s%nbundle %s%n%n",
        data,
        seed,
        features,
        queries,
        bestEpoch,
        epochs.size(),
        seconds,
        bundle);
    Table table = new Table("part", "freshness", "negatives", "events", "MRR", "recency rule");
    for (Manifest.Metric metric : metrics) {
      table.row(
          metric.part(),
          metric.freshness(),
          metric.negatives() == null ? "all" : metric.negatives(),
          metric.count(),
          String.format(Locale.ROOT, "%.4f", metric.mrr()),
          String.format(Locale.ROOT, "%.4f", metric.baselineMrr()));
    }
    table.print(out);
  }
}
