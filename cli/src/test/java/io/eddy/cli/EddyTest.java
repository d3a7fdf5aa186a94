package io.eddy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What a user sees when something is wrong: one message, and the right exit code. */
final class EddyTest {
  private static final String NOBODY = "localhost:1";

  @TempDir Path temp;

  @Test
  void helpAndVersionSucceed() {
    assertThat(EddyRun.of("--help").exit()).isZero();
    assertThat(EddyRun.of("--help").out()).contains("topics", "replay", "broker");
    assertThat(EddyRun.of("--version").out()).startsWith("eddy ");
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(Eddy.commandLine().getSubcommands())
        .allSatisfy((name, command) -> helpOf(command, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "topics", "no-such-command", "topics list --no-such-option"})
  void badUsageExitsWith2(String line) {
    EddyRun run = EddyRun.of(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).isNotBlank();
  }

  @Test
  void aBadValueIsOneMessageAndAHint() {
    EddyRun run = EddyRun.of("evaluate", "--data", "wikipedia", "--freshness", "soon");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("eddy: freshness 'soon'")
        .endsWith("See `eddy evaluate --help`.\n");
  }

  @Test
  void evaluatesAUsersOwnFile() throws Exception {
    StringBuilder csv = new StringBuilder("src,dst,time\n");
    for (int i = 0; i < 100; i++) {
      csv.append("u%d,v%d,%d%n".formatted(i % 5, i % 5, i));
    }
    Path file = Files.writeString(temp.resolve("own.csv"), csv);
    EddyRun run = EddyRun.of("evaluate", "--data", file.toString(), "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode report = new ObjectMapper().readTree(run.out());
    assertThat(report.fieldNames())
        .toIterable()
        .containsExactly("predictor", "data", "freshness", "validation", "test", "seconds");
    assertThat(report.at("/data").asText()).isEqualTo("own");
    assertThat(report.at("/test/count").asInt()).isEqualTo(15);
    assertThat(report.at("/test/mrr").asDouble()).isEqualTo(1.0);
  }

  @Test
  void aFileWithoutEventsIsOneMessage() throws Exception {
    Path file = Files.writeString(temp.resolve("header.csv"), "src,dst,time\n");
    EddyRun run = EddyRun.of("evaluate", "--data", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("header.csv' holds no events to evaluate");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo --predictor foo",
        "demo --limit -1",
        "demo --speed fast",
        "demo -D eddy.order.late=drop",
        "bench pipeline --rate 0",
        "bench pipeline --events -5",
        "bench snapshot --every 0"
      })
  void whatMakesNoSenseIsRefusedBeforeAnythingStarts(String line) {
    EddyRun run = EddyRun.of(line.split(" "));
    assertThat(run.exit()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("Exception", "dashboard");
  }

  @Test
  void unknownAndInvalidOptionsAreReportedTogether() {
    EddyRun run =
        EddyRun.of("topics", "list", "-D", "eddy.kafka.botstrap=x", "-D", "eddy.registry=maybe");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err())
        .contains("2 problems")
        .contains("eddy.kafka.botstrap (from -D): no such option; did you mean")
        .contains("eddy.registry: 'maybe'")
        .doesNotContain("\tat ");
  }

  @Test
  void brokenYamlExitsWith2AndNamesTheFile() throws Exception {
    Path file = Files.writeString(temp.resolve("broken.yaml"), "eddy: {topics: [");
    EddyRun run = EddyRun.of("topics", "list", "--config", file.toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("broken.yaml' is no YAML");
  }

  @Test
  void anAbsentConfigurationFileExitsWith2() {
    EddyRun run = EddyRun.of("topics", "list", "--config", temp.resolve("none.yaml").toString());
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("no configuration file at").contains("none.yaml");
  }

  @Test
  void anImpossibleAddressExitsWith2() {
    EddyRun run = EddyRun.of("topics", "list", "--bootstrap", "nonsense");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("eddy.kafka.bootstrap: 'nonsense'");
  }

  @Test
  void anAbsentBrokerIsOneMessage() {
    EddyRun run = EddyRun.of("topics", "list", "--bootstrap", NOBODY);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .contains("no Kafka broker answers at 'localhost:1'")
        .contains("eddy broker");
  }

  @Test
  void debugShowsTheStackTrace() {
    EddyRun run = EddyRun.of("topics", "list", "--debug", "--bootstrap", NOBODY);
    assertThat(run.err()).contains("\tat io.eddy.cli");
  }

  @Test
  void aBrokerThatCannotStartIsOneMessage() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "");
    EddyRun run = EddyRun.of("broker", "--dir", file.toString(), "--port", "0");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err().lines()).singleElement().asString().contains("is a file");
  }

  private static void helpOf(CommandLine command, String name) {
    assertThat(command.getUsageMessage()).contains("Usage: eddy " + name);
    command.getSubcommands().forEach((child, subcommand) -> helpOf(subcommand, name + " " + child));
  }
}
