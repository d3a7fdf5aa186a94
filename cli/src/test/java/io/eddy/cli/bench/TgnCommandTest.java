package io.eddy.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.EddyRun;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TgnCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"--nodes=500", "--growth"})
  void aDataSetHasItsOwnNodes(String option) {
    EddyRun run = EddyRun.of("bench", "tgn", "--data=payments", option);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("--data payments", "leave out --nodes and --growth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--events=1", "--nodes=0", "--hops=17", "--plot=growth.png"})
  void whatIsOutOfRangeIsBadUsage(String option) {
    EddyRun run = EddyRun.of("bench", "tgn", option);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(option.replace('=', ' '));
  }
}
