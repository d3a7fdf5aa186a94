package io.eddy.cli.train;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.ranker.DenseLayer;
import io.eddy.model.ranker.RankerParameters;
import io.eddy.model.train.TrainedEddy;
import io.eddy.model.train.TrainedRanker;
import io.eddy.model.train.TrainingSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the manifests of freshly trained models. */
final class Manifests {
  private Manifests() {}

  static Manifest of(
      String data,
      List<LinkEvent> events,
      int destinations,
      TrainingSettings settings,
      TrainedRanker trained,
      Measurement measurement) {
    return new Manifest(
        Manifest.RANKER,
        Manifest.FORMAT,
        release(),
        dimensions(trained.parameters()),
        features(trained.features()),
        data(data, events, destinations),
        new Manifest.Training(
            settings.seed(),
            trained.epochs().size(),
            trained.best().epoch(),
            trained.queries(),
            settings.candidates()),
        measurement.metrics(),
        Map.of());
  }

  /** Manifest of the one model: its network comes from a bundle of its own. */
  static EddyManifest of(
      String data,
      List<LinkEvent> events,
      int destinations,
      TrainingSettings settings,
      TgnBundle network,
      TrainedEddy trained,
      Measurement measurement) {
    return new EddyManifest(
        EddyManifest.EDDY,
        EddyManifest.FORMAT,
        release(),
        network.manifest().settings(),
        network.manifest().training(),
        network.manifest().featureNames(),
        trained.parameters().towerSize(),
        dimensions(trained.parameters().decoder()),
        features(trained.features()),
        data(data, events, destinations),
        new Manifest.Training(
            settings.seed(),
            trained.epochs().size(),
            trained.best().epoch(),
            trained.queries(),
            settings.candidates()),
        measurement.metrics(),
        Map.of());
  }

  private static List<Integer> dimensions(RankerParameters parameters) {
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(parameters.inputs());
    parameters.layers().stream().map(DenseLayer::outputs).forEach(dimensions::add);
    return dimensions;
  }

  private static Manifest.Features features(RankerSettings settings) {
    return new Manifest.Features(
        RankerFeatures.fingerprint(settings), settings, RankerFeatures.names());
  }

  private static Manifest.Data data(String data, List<LinkEvent> events, int destinations) {
    return new Manifest.Data(
        data,
        events.size(),
        destinations,
        List.of(TimeSplit.TRAINING, TimeSplit.VALIDATION),
        (long) TimeSplit.ofEvents(events).lastTraining());
  }

  /** The release that is running. */
  static String release() {
    String version = Manifests.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
