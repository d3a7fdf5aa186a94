package io.eddy.jobs.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.event.Release;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.bundle.Bundle;
import io.eddy.model.ranker.RankerPredictor;
import java.nio.file.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The learned ranker of a job.
 *
 * @param first the bundle it begins with
 * @param features settings of the features that the bundle expects; later ones must expect the same
 * @param releases bundles to change to while the job runs
 */
public record ServedModel(Release first, RankerSettings features, DataStream<Release> releases) {

  /**
   * The model that the settings name, with its releases from the models topic.
   *
   * @return null where a training-free rule ranks
   * @throws io.eddy.model.bundle.BundleException if the bundle cannot be used
   */
  static @Nullable ServedModel of(StreamExecutionEnvironment environment, Settings settings) {
    if (!settings.get(ScoringOptions.PREDICTOR).equals(RankerPredictor.NAME)) {
      return null;
    }
    String name = settings.get(ScoringOptions.MODEL_NAME);
    Path folder = Releases.folder(settings.get(ScoringOptions.MODEL_BUNDLE));
    Bundle bundle = Bundle.load(folder);
    return new ServedModel(
        Releases.of(name, folder, bundle.version(), bundle.sha256()),
        bundle.manifest().features().settings(),
        Releases.stream(environment, settings, name, "model-releases"));
  }
}
