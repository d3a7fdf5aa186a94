package io.eddy.model.predict;

import java.util.List;

/** The link predictors that are known by name. */
public final class LinkPredictors {
  /** The names, as an option or a command takes them. */
  public static final List<String> NAMES = List.of(RecencyPredictor.NAME, PopularityPredictor.NAME);

  private LinkPredictors() {}

  /**
   * A new predictor of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static LinkPredictor named(String name) {
    return switch (name) {
      case RecencyPredictor.NAME -> new RecencyPredictor();
      case PopularityPredictor.NAME -> new PopularityPredictor();
      default ->
          throw new IllegalArgumentException(
              "no predictor is named '%s'; choose one of: %s"
                  .formatted(name, String.join(", ", NAMES)));
    };
  }
}
