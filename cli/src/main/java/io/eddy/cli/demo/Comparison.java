package io.eddy.cli.demo;

import io.eddy.cli.evaluate.LiveComparison;
import io.eddy.cli.evaluate.LiveProbabilities;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison of a finished run with offline results found.
 *
 * @param replayed events of the run
 * @param rankings of the predictions topic
 * @param probabilities of the scores topic; null where the bundle gives none
 */
record Comparison(
    long replayed,
    LiveComparison.Result rankings,
    LiveProbabilities.@Nullable Result probabilities) {

  /** Everything by which the run is not the offline one. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    requireAll(problems, "rankings", rankings.events());
    requireClose(problems, "a live score", rankings.largestDifference());
    if (rankings.wrongRanks() > 0) {
      problems.add(
          "events with a rank that differences of %s do not explain: %,d"
              .formatted(LiveComparison.TOLERANCE, rankings.wrongRanks()));
    }
    if (probabilities != null) {
      requireAll(problems, "probabilities", probabilities.events());
      requireClose(problems, "a live probability", probabilities.largestDifference());
    }
    return problems;
  }

  private void requireAll(List<String> problems, String what, long found) {
    if (found != replayed) {
      problems.add("%s of %,d events, but %,d were replayed".formatted(what, found, replayed));
    }
  }

  private static void requireClose(List<String> problems, String what, double difference) {
    // Written so that NaN fails.
    if (!(difference <= LiveComparison.TOLERANCE)) {
      problems.add(
          "%s is off by %s from the offline one; expected at most %s"
              .formatted(what, difference, LiveComparison.TOLERANCE));
    }
  }
}
