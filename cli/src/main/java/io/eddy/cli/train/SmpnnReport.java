package io.eddy.cli.train;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.cli.console.Table;
import io.eddy.model.bundle.SmpnnManifest;
import io.eddy.model.bundle.SmpnnManifest.Metric;
import io.eddy.model.smpnn.SmpnnSettings;
import io.eddy.model.smpnn.train.FitEpoch;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * What {@code eddy train smpnn --json} prints.
 *
 * @param data it was trained on
 * @param training how
 * @param settings of the network
 * @param device tensors were on
 * @param epochs what each came to
 * @param layers how alike the rows are after each layer, 0 being the input map
 * @param metrics measured at the end
 * @param bundle folder of the bundle
 * @param sha256 of its manifest
 * @param seconds of training and measuring, reading the data not included
 */
@JsonPropertyOrder({
  "data",
  "training",
  "settings",
  "device",
  "epochs",
  "layers",
  "metrics",
  "bundle",
  "sha256",
  "seconds"
})
record SmpnnReport(
    SmpnnManifest.Data data,
    SmpnnManifest.Training training,
    SmpnnSettings settings,
    String device,
    List<FitEpoch> epochs,
    List<Layer> layers,
    List<Metric> metrics,
    String bundle,
    String sha256,
    double seconds) {

  /** Over-smoothing after a layer; see {@code Smoothness}. */
  @JsonPropertyOrder({"layer", "dirichletEnergy", "meanCosine"})
  record Layer(int layer, double dirichletEnergy, double meanCosine) {}

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%s, %s, seed %d: %d layers of %d, %,d nodes, epoch %d of %d, %.0f s on %s%nbundle %s%n%n",
        data.name(),
        training.task(),
        training.seed(),
        settings.layers(),
        settings.hidden(),
        data.nodes(),
        training.bestEpoch(),
        training.epochs(),
        seconds,
        device,
        bundle);
    Table table = new Table("part", "measure", "count", "value");
    metrics.forEach(
        metric ->
            table.row(
                metric.part(),
                metric.measure(),
                metric.count(),
                String.format(Locale.ROOT, "%.4f", metric.value())));
    table.print(out);
    out.println();
    Table smooth = new Table("layer", "Dirichlet energy", "mean cosine");
    layers.forEach(
        layer ->
            smooth.row(
                layer.layer(),
                String.format(Locale.ROOT, "%.4f", layer.dirichletEnergy()),
                String.format(Locale.ROOT, "%.4f", layer.meanCosine())));
    smooth.print(out);
  }
}
