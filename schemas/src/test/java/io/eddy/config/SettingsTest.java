package io.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Option<Integer> PARALLELISM =
      Option.integer("eddy.parallelism", "Tasks.").check(n -> n >= 1, "at least 1").defaultsTo("1");
  private static final Option<Duration> BOUND =
      Option.duration("eddy.order.bound", "Wait.").defaultsTo("5 s");
  private static final Option<String> INPUT = Option.string("eddy.input", "What to read.");
  private static final List<Option<?>> ALL = List.of(PARALLELISM, BOUND, INPUT);

  @Test
  void defaultsApplyWhereNothingIsGiven() {
    assertThat(Settings.empty().get(PARALLELISM)).isEqualTo(1);
    assertThat(Settings.empty().get(BOUND)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Settings.empty().find(INPUT)).isEmpty();
    assertThat(Settings.empty().has(BOUND)).isFalse();
  }

  @Test
  void laterValuesLieOverEarlierOnes() {
    Settings settings =
        Settings.empty()
            .with(Map.of("eddy.parallelism", "2", "eddy.input", "a"), "eddy.yaml")
            .with(Map.of("eddy.parallelism", "3"), "-D")
            .with(BOUND, "1 h");

    assertThat(settings.get(PARALLELISM)).isEqualTo(3);
    assertThat(settings.find(INPUT)).contains("a");
    assertThat(settings.get(BOUND)).isEqualTo(Duration.ofHours(1));
    assertThat(settings.asMap())
        .containsExactly(
            Map.entry("eddy.input", "a"),
            Map.entry("eddy.order.bound", "1 h"),
            Map.entry("eddy.parallelism", "3"));
  }

  @Test
  void allProblemsAreReportedAtOnceWithWhereTheyCameFrom() {
    Settings settings =
        Settings.empty()
            .with(Map.of("eddy.parallelism", "0", "eddy.order.bound", "soon"), "eddy.yaml")
            .with(Map.of("eddy.paralelism", "2", "other", "x"), "-D");

    assertThat(settings.problems(ALL))
        .containsExactly(
            "eddy.order.bound: 'soon' (from eddy.yaml): expected a whole number and a unit (ms, s,"
                + " min, h, d), for example 500 ms",
            "eddy.paralelism (from -D): no such option; did you mean eddy.parallelism?",
            "eddy.parallelism: '0' (from eddy.yaml): at least 1",
            "other (from -D): no such option",
            "eddy.input is required: What to read.");
    assertThatThrownBy(() -> settings.validate(ALL))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class, e -> assertThat(e.problems()).hasSize(5))
        .hasMessageContaining("did you mean eddy.parallelism?")
        .hasMessageContaining("other (from -D)");
  }

  @Test
  void validSettingsHaveNoProblems() {
    Settings settings =
        Settings.empty().with(Map.of("eddy.parallelism", "4", "eddy.input", "a"), "-D");

    settings.validate(ALL);
    assertThat(settings.problems(ALL)).isEmpty();
  }

  @Test
  void aMissingRequiredOptionAndABadValueAreNamedWhenRead() {
    assertThatThrownBy(() -> Settings.empty().get(INPUT))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("eddy.input is required: What to read.");
    Settings bad = Settings.empty().with(Map.of("eddy.parallelism", "many"), "-D");
    assertThatThrownBy(() -> bad.get(PARALLELISM))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessage("eddy.parallelism: 'many' (from -D): expected integer");
  }
}
