package io.eddy.jobs.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.config.InvalidSettingsException;
import io.eddy.config.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringRulesTest {

  @Test
  void theDefaultsAreValid() {
    assertThatCode(() -> validate(Map.of())).doesNotThrowAnyException();
  }

  @Test
  void allBadValuesAreReportedAtOnce() {
    assertThatThrownBy(
            () ->
                validate(
                    Map.of(
                        "eddy.parallelism", "zero",
                        "eddy.order.bound", "5 parsecs",
                        "eddy.predictor", "oracle",
                        "eddy.top", "3")))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(4)
                    .anySatisfy(line -> assertThat(line).contains("eddy.parallelism", "'zero'"))
                    .anySatisfy(line -> assertThat(line).contains("eddy.order.bound", "parsecs"))
                    .anySatisfy(line -> assertThat(line).contains("'oracle'", "recency"))
                    .anySatisfy(line -> assertThat(line).contains("did you mean eddy.top-n")));
  }

  @Test
  void rulesBetweenOptionsAreReportedTogether() {
    assertThatThrownBy(
            () ->
                validate(
                    Map.of(
                        "eddy.parallelism", "300",
                        "eddy.sink.guarantee", "exactly-once",
                        "eddy.checkpoint.interval", "0 ms")))
        .hasMessageContaining("eddy.parallelism: 300 is above eddy.max-parallelism: 128")
        .hasMessageContaining("exactly-once needs checkpoints");
  }

  @Test
  void memoriesAreResetOnlyWhereThereAreSomeAndNothingCanBeLost() {
    assertThatThrownBy(
            () ->
                validate(
                    Map.of(
                        "eddy.memory.reset", "1 s",
                        "eddy.order.bound", "2 s",
                        "eddy.checkpoint.interval", "0 ms")))
        .hasMessageContaining("name a network in eddy.memory.bundle")
        .hasMessageContaining("needs checkpoints")
        .hasMessageContaining("eddy.memory.reset: 1000 ms is shorter than eddy.order.bound");
    assertThatCode(
            () -> validate(Map.of("eddy.memory.reset", "1 d", "eddy.memory.bundle", "somewhere")))
        .doesNotThrowAnyException();
  }

  @Test
  void aBadValueHidesNoRuleBetweenOthers() {
    assertThatThrownBy(
            () -> validate(Map.of("eddy.parallelism", "300", "eddy.checkpoint.interval", "soon")))
        .isInstanceOfSatisfying(
            InvalidSettingsException.class,
            e ->
                assertThat(e.problems())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("eddy.max-parallelism"))
                    .anySatisfy(line -> assertThat(line).contains("'soon'")));
  }

  @Test
  void aLearnedPredictorNeedsItsBundleAndOthersHaveNoUseForOne() {
    assertThatThrownBy(() -> validate(Map.of("eddy.predictor", "eddy")))
        .hasMessageContaining("'eddy' needs a bundle")
        .hasMessageContaining("`eddy train eddy`")
        .hasMessageContaining("eddy.model.bundle");
    assertThatThrownBy(() -> validate(Map.of("eddy.predictor", "ranker")))
        .hasMessageContaining("`eddy train ranker`");
    assertThatThrownBy(() -> validate(Map.of("eddy.model.bundle", "/models/7")))
        .hasMessageContaining("'/models/7' is of no use to the predictor 'recency'");
    assertThatCode(
            () -> validate(Map.of("eddy.predictor", "eddy", "eddy.model.bundle", "/models/7")))
        .doesNotThrowAnyException();
  }

  @Test
  void theOneModelBringsItsOwnMemory() {
    assertThatThrownBy(
            () ->
                validate(
                    Map.of(
                        "eddy.predictor", "eddy",
                        "eddy.model.bundle", "/models/7",
                        "eddy.memory.bundle", "/models/8")))
        .hasMessageContaining("eddy.memory.bundle: '/models/8' beside the predictor 'eddy'");
  }

  @Test
  void oneFileServesIngestAndTheJob() {
    Settings settings = Settings.empty().with(Map.of("eddy.ingest.max-ahead", "1 min"), "test");
    assertThatCode(() -> ScoringJob.validate(settings)).doesNotThrowAnyException();
    Settings misspelt = Settings.empty().with(Map.of("eddy.ingestion", "1"), "test");
    assertThatThrownBy(() -> ScoringJob.validate(misspelt)).hasMessageContaining("no such option");
  }

  @Test
  void aTransactionMustOutliveACheckpoint() {
    assertThatThrownBy(
            () ->
                validate(
                    Map.of(
                        "eddy.sink.guarantee", "exactly-once",
                        "eddy.checkpoint.interval", "10 min")))
        .hasMessageContaining("eddy.sink.transaction-timeout: 600000 ms is too short");
  }

  @Test
  void aJobTakesAFileAndOverridesFromItsCommandLine() {
    Settings settings = JobArguments.parse(new String[] {"-Deddy.top-n=3"});
    assertThat(settings.get(ScoringOptions.TOP_N)).isEqualTo(3);
    assertThatThrownBy(() -> JobArguments.parse(new String[] {"--top", "3"}))
        .hasMessageContaining("argument '--top'");
  }

  private static void validate(Map<String, String> values) {
    ScoringRules.validate(Settings.empty().with(values, "test"), ScoringJob.OPTIONS);
  }
}
