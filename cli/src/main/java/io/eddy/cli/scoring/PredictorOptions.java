package io.eddy.cli.scoring;

import io.eddy.config.Settings;
import io.eddy.jobs.memory.MemoryOptions;
import io.eddy.jobs.scoring.ScoringOptions;
import io.eddy.model.bundle.BundleKind;
import io.eddy.model.bundle.EddyManifest;
import io.eddy.model.eddy.EddyPredictor;
import io.eddy.model.ranker.RankerPredictor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which predictor a command serves; short for the options of the job. */
public final class PredictorOptions {
  @Option(
      names = "--predictor",
      paramLabel = "NAME",
      description = "Link predictor; short for -D eddy.predictor=NAME.")
  private @Nullable String predictor;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description =
          "Bundle of a learned predictor, made by `eddy train ranker` or `eddy train eddy`; short for -D eddy.model.bundle=DIR, and for -D eddy.predictor=ranker or eddy, whichever it is, unless --predictor is given.")
  private @Nullable Path bundle;

  @Option(
      names = "--memory",
      paramLabel = "DIR",
      description =
          "Bundle of a temporal graph network, made by `eddy train tgn`: nodes get memories and events scores; short for -D eddy.memory.bundle=DIR.")
  private @Nullable Path memory;

  /** The settings with what was given on the command line. */
  public Settings over(Settings settings) {
    Map<String, String> given = new HashMap<>();
    if (bundle != null) {
      if (predictor == null) {
        boolean one = BundleKind.of(bundle).equals(EddyManifest.EDDY);
        given.put(ScoringOptions.PREDICTOR.key(), one ? EddyPredictor.NAME : RankerPredictor.NAME);
      }
      given.put(ScoringOptions.MODEL_BUNDLE.key(), bundle.toString());
    }
    if (memory != null) {
      given.put(MemoryOptions.BUNDLE.key(), memory.toString());
    }
    if (predictor != null) {
      given.put(ScoringOptions.PREDICTOR.key(), predictor);
    }
    return given.isEmpty() ? settings : settings.with(given, "--predictor, --bundle, --memory");
  }
}
