package io.eddy.cli.train;

import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.model.bundle.Manifest;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.eval.TimeSplit;
import io.eddy.model.ranker.DenseLayer;
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
    List<Integer> dimensions = new ArrayList<>();
    dimensions.add(trained.parameters().inputs());
    trained.parameters().layers().stream().map(DenseLayer::outputs).forEach(dimensions::add);
    return new Manifest(
        Manifest.RANKER,
        Manifest.FORMAT,
        release(),
        dimensions,
        new Manifest.Features(
            RankerFeatures.fingerprint(trained.features()),
            trained.features(),
            RankerFeatures.names()),
        new Manifest.Data(
            data,
            events.size(),
            destinations,
            List.of(TimeSplit.TRAINING, TimeSplit.VALIDATION),
            (long) TimeSplit.ofEvents(events).lastTraining()),
        new Manifest.Training(
            settings.seed(),
            trained.epochs().size(),
            trained.best().epoch(),
            trained.queries(),
            settings.candidates()),
        measurement.metrics(),
        Map.of());
  }

  /** The release that is running. */
  static String release() {
    String version = Manifests.class.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
