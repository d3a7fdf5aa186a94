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

/** Writes the manifest of a freshly trained ranker. */
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
    String version = Manifests.class.getPackage().getImplementationVersion();
    return new Manifest(
        Manifest.RANKER,
        Manifest.FORMAT,
        version == null ? "(not packaged)" : version,
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
}
