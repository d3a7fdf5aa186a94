package io.eddy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {
  private enum Policy {
    DIVERT,
    LOG_AND_DROP
  }

  private static final Option<Policy> POLICY =
      Option.oneOf("eddy.policy", Policy.class, "What to do.").defaultsTo("divert");

  @Test
  void enumConstantsAreWrittenInLowerCaseWithHyphens() {
    assertThat(POLICY.type()).isEqualTo("divert | log-and-drop");
    assertThat(POLICY.parse("log-and-drop")).isEqualTo(Policy.LOG_AND_DROP);
    assertThatThrownBy(() -> POLICY.parse("LOG_AND_DROP"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected one of divert | log-and-drop");
  }

  @Test
  void onlyTrueAndFalseAreTruthValues() {
    Option<Boolean> flag = Option.bool("eddy.flag", "A flag.");
    assertThat(flag.parse("true")).isTrue();
    assertThat(flag.parse("false")).isFalse();
    assertThatThrownBy(() -> flag.parse("yes")).hasMessage("expected true or false");
  }

  @Test
  void wordsAreTrimmedAndEmptyOnesLeftOut() {
    Option<List<String>> words = Option.words("eddy.words", "Words.");
    assertThat(words.parse(" a, b ,,c")).containsExactly("a", "b", "c");
    assertThat(words.parse("")).isEmpty();
  }

  @Test
  void everyCheckIsApplied() {
    Option<Integer> even =
        Option.integer("eddy.n", "N.")
            .check(n -> n > 0, "expected more than 0")
            .check(n -> n % 2 == 0, "expected an even number");
    assertThat(even.parse("4")).isEqualTo(4);
    assertThatThrownBy(() -> even.parse("-2")).hasMessage("expected more than 0");
    assertThatThrownBy(() -> even.parse("3")).hasMessage("expected an even number");
  }

  @ParameterizedTest
  @CsvSource({
    "250 ms, 250",
    "250ms, 250",
    "5 S, 5000",
    "10 min, 600000",
    "1 h, 3600000",
    "7 d, 604800000",
    "0 s, 0"
  })
  void durationsHaveAUnit(String text, long millis) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        "s",
        "-1 s",
        "1.5 s",
        "5 s 3 ms",
        "5 weeks",
        "99999999999999999999 s",
        "9999999999999999 d"
      })
  void otherTextIsNoDuration(String text) {
    assertThatThrownBy(() -> Durations.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a whole number and a unit");
  }

  @Test
  void theTableListsOptionsByKeyAndEscapesBars() {
    Option<String> required = Option.string("eddy.a", "Required.");
    Option<String> empty = Option.string("eddy.z", "Empty.").defaultsTo("");

    assertThat(OptionTable.markdown(List.of(empty, POLICY, required)))
        .isEqualTo(
            """
            | key | type | default | meaning |
            | --- | --- | --- | --- |
            | `eddy.a` | text | (none) | Required. |
            | `eddy.policy` | divert \\| log-and-drop | `divert` | What to do. |
            | `eddy.z` | text | (empty) | Empty. |
            """);
  }
}
