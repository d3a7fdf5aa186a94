package io.eddy.model.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every predictor promises, over random states. */
class LinkPredictorContractTest {

  static Stream<Arguments> predictorsAndSeeds() {
    return LinkPredictors.NAMES.stream()
        .flatMap(name -> LongStream.rangeClosed(1, 25).mapToObj(s -> Arguments.of(name, s)));
  }

  @ParameterizedTest
  @MethodSource("predictorsAndSeeds")
  void scoresACardAloneBitwiseAsInATable(String name, long seed) {
    RandomState state = new RandomState(seed);
    LinkPredictor predictor = LinkPredictors.named(name);
    LinkQuery query = state.query();
    double[] scores = new double[state.table().size() + 1];
    scores[scores.length - 1] = -42;

    predictor.score(query, state.table(), scores);

    for (int i = 0; i < state.table().size(); i++) {
      assertThat(Double.doubleToRawLongBits(predictor.score(query, state.table().card(i))))
          .as("score of %s", state.table().id(i))
          .isEqualTo(Double.doubleToRawLongBits(scores[i]));
      assertThat(scores[i]).isFinite();
    }
    assertThat(scores[scores.length - 1]).as("beyond the candidates").isEqualTo(-42);
    assertThat(predictor.name()).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("predictorsAndSeeds")
  void leavesTheHistoryAsItIs(String name, long seed) {
    RandomState state = new RandomState(seed);
    LinkQuery query = state.query();
    LinkQuery before = new LinkQuery(query.src(), query.timeMicros(), query.history().copy());

    LinkPredictors.named(name).score(query, state.table(), new double[state.table().size()]);

    assertThat(query).isEqualTo(before);
  }
}
