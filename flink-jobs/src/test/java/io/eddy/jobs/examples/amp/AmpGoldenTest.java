package io.eddy.jobs.examples.amp;

import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference's numbers from the runner in memory. */
class AmpGoldenTest {
  static Stream<AmpGolden.Run> runs() throws IOException {
    return AmpGolden.load().runs().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("runs")
  void readOutsAreThoseOfTheReference(AmpGolden.Run run) throws Exception {
    List<AmpReadOut> readOuts = new ArrayList<>();
    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> runner =
        new LocalRunner<>(
            new AmpWaves(run.model(), GoldenReadOuts.HOPS),
            GoldenReadOuts.HOPS,
            MessageDelays.constant(0),
            1,
            readOuts::add);
    for (AmpEvent event : run.events()) {
      runner.process(event.node(), event, 0);
    }
    GoldenReadOuts.check(run, readOuts);
  }
}
