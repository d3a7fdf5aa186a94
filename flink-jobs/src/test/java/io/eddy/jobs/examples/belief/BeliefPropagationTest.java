package io.eddy.jobs.examples.belief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.loop.program.FakeContext;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BeliefPropagationTest {
  private final BeliefPropagation program = new BeliefPropagation();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 11})
  void marginalsAreThoseOfSummingOverAllAssignments(int nodes) throws Exception {
    for (long seed = 1; seed <= 4; seed++) {
      BeliefCase.random(nodes, 100L * nodes + seed).checkInEveryWay(seed);
    }
  }

  @Test
  void aNodeWritesToANeighbourOnceAllOthersAreHeard() throws Exception {
    TreeFactor.Coupling b = new TreeFactor.Coupling("b", List.of(1.0, 2.0, 3.0, 4.0));
    TreeFactor.Coupling c = new TreeFactor.Coupling("c", List.of(1.0, 1.0, 1.0, 1.0));
    FakeContext<BeliefState, BeliefMessage, Marginal> context = new FakeContext<>("a", null);

    program.onEvent(new TreeFactor("a", List.of(1.0, 1.0), List.of(b, c)), context);
    assertThat(context.sent()).isEmpty();

    program.onMessage(new BeliefMessage("c", List.of(0.25, 0.75)), context);
    // (0.25·1 + 0.75·3, 0.25·2 + 0.75·4) = (2.5, 3.5), scaled.
    assertThat(context.sent())
        .containsExactly(
            new FakeContext.Sent<>("b", new BeliefMessage("a", List.of(2.5 / 6, 3.5 / 6)), 1, 0));
    assertThat(context.results()).isEmpty();

    program.onMessage(new BeliefMessage("b", List.of(0.5, 0.5)), context);
    assertThat(context.sent()).hasSize(2).last().extracting(FakeContext.Sent::to).isEqualTo("c");
    assertThat(context.results()).containsExactly(new Marginal("a", List.of(0.25, 0.75)));
  }

  @Test
  void aCycleEmitsNothing() throws Exception {
    List<Marginal> results = new ArrayList<>();
    var runner = new LocalRunner<>(program, 10, MessageDelays.constant(0), 1, results::add);
    for (String[] node : new String[][] {{"a", "b", "c"}, {"b", "a", "c"}, {"c", "a", "b"}}) {
      List<TreeFactor.Coupling> edges =
          List.of(
              new TreeFactor.Coupling(node[1], List.of(1.0)),
              new TreeFactor.Coupling(node[2], List.of(1.0)));
      runner.process(node[0], new TreeFactor(node[0], List.of(1.0), edges), 0);
    }

    assertThat(results).isEmpty();
  }

  @Test
  void aTableThatDoesNotFitIsRefused() {
    List<TreeFactor.Coupling> edges = List.of(new TreeFactor.Coupling("b", List.of(1.0)));

    assertThatThrownBy(() -> new TreeFactor("a", List.of(1.0, 1.0), edges))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' has 2 values")
        .hasMessageContaining("'b' has 1 entries");
  }

  @Test
  void potentialsThatAllowNoValueAreReported() {
    FakeContext<BeliefState, BeliefMessage, Marginal> context = new FakeContext<>("a", null);

    assertThatThrownBy(
            () -> program.onEvent(new TreeFactor("a", List.of(0.0, 0.0), List.of()), context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'a' sum to 0.0");
  }

  @Test
  void aMessageOfAStrangerIsRefused() throws Exception {
    FakeContext<BeliefState, BeliefMessage, Marginal> context = new FakeContext<>("a", null);
    program.onEvent(
        new TreeFactor("a", List.of(1.0), List.of(new TreeFactor.Coupling("b", List.of(1.0)))),
        context);

    assertThatThrownBy(() -> program.onMessage(new BeliefMessage("x", List.of(1.0)), context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'x'");
  }
}
