package io.eddy.cli.evaluate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.eddy.model.eval.Mrr;
import org.jspecify.annotations.Nullable;

/**
 * What {@code eddy evaluate --json} prints.
 *
 * @param predictor name of the predictor
 * @param data name of the data set
 * @param freshness how fresh the state was, {@code per-event} or {@code stale-N}
 * @param validation over the validation events
 * @param test over the test events
 * @param seconds of the evaluation, reading the data not included
 * @param negatives drawn for each event, null where all destinations were ranked
 * @param baseline the recency rule against the same negatives, beside a learned ranker
 * @param trainedOn name of the data that the learned ranker was trained on
 */
@JsonPropertyOrder({
  "predictor",
  "data",
  "freshness",
  "validation",
  "test",
  "seconds",
  "negatives",
  "baseline",
  "trainedOn"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EvaluationReport(
    String predictor,
    String data,
    String freshness,
    Part validation,
    Part test,
    double seconds,
    @Nullable Integer negatives,
    @Nullable Baseline baseline,
    @Nullable String trainedOn) {

  /**
   * A predictor to compare with.
   *
   * @param predictor its name
   * @param validation over the validation events
   * @param test over the test events
   * @param improvement by how much the ranker's test MRR is higher; null without test events
   */
  @JsonPropertyOrder({"predictor", "validation", "test", "improvement"})
  public record Baseline(
      String predictor, Part validation, Part test, @Nullable Double improvement) {}

  /**
   * Quality over one part; the shares are null where the part has no events.
   *
   * @param count events ranked
   * @param mrr mean reciprocal rank
   * @param hits1 share of events with rank 1
   * @param hits10 share of events with a rank up to 10
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @JsonPropertyOrder({"count", "mrr", "hits1", "hits10"})
  public record Part(
      long count, @Nullable Double mrr, @Nullable Double hits1, @Nullable Double hits10) {
    static Part of(Mrr mrr) {
      return mrr.count() == 0
          ? new Part(0, null, null, null)
          : new Part(mrr.count(), mrr.mrr(), mrr.hits1(), mrr.hits10());
    }
  }
}
