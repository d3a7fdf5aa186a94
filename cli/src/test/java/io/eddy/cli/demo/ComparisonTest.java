package io.eddy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.evaluate.LiveComparison;
import io.eddy.cli.evaluate.LiveProbabilities;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  @Test
  void whatIsWithinTheToleranceIsNoProblem() {
    assertThat(comparison(5, 1e-5, 1, 0, 5, 1e-5).problems()).isEmpty();
    assertThat(new Comparison(5, rankings(5, 0, 0, 0), null).problems()).isEmpty();
  }

  @Test
  void whatIsNotIsNamedAllAtOnce() {
    assertThat(comparison(4, 2e-4, 3, 2, 3, 1).problems())
        .containsExactly(
            "rankings of 4 events, but 5 were replayed",
            "a live score is off by 2.0E-4 from the offline one; expected at most 1.0E-4",
            "events with a rank that differences of 1.0E-4 do not explain: 2",
            "probabilities of 3 events, but 5 were replayed",
            "a live probability is off by 1.0 from the offline one; expected at most 1.0E-4");
  }

  @Test
  void whatIsNoNumberIsAProblem() {
    assertThat(comparison(5, Double.NaN, 0, 0, 5, Double.NaN).problems())
        .hasSize(2)
        .allMatch(problem -> problem.contains("is off by NaN"));
  }

  private static Comparison comparison(
      long ranked, double score, long other, long wrong, long scored, double probability) {
    return new Comparison(
        5,
        rankings(ranked, score, other, wrong),
        new LiveProbabilities.Result(scored, probability));
  }

  private static LiveComparison.Result rankings(long ranked, double score, long other, long wrong) {
    return new LiveComparison.Result(ranked, 10 * ranked, score, other, wrong);
  }
}
