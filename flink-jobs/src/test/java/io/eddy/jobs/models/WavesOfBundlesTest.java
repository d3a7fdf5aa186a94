package io.eddy.jobs.models;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.support.Networks;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.WaveSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which networks with waves a running job changes to. */
class WavesOfBundlesTest {
  private static final WaveSettings WAVES =
      new WaveSettings(CellKind.GATED, Halting.ACT, 2, 3, 0.01f);

  @TempDir private Path folder;

  @Test
  void anotherHaltingUnitIsTaken() {
    assertThatCode(() -> change(WAVES, new WaveSettings(CellKind.GATED, Halting.ITER, 2, 3, 0.01f)))
        .doesNotThrowAnyException();
  }

  @Test
  void wavesThatGoElsewhereAreRefused() {
    assertThatThrownBy(
            () -> change(WAVES, new WaveSettings(CellKind.GATED, Halting.ACT, 3, 3, 0.01f)))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(
            "waves is 2 hops, fan-out 3, least energy 0.01, the bundle's is 3 hops, fan-out 3, least energy 0.01");
    assertThatThrownBy(() -> change(WAVES, null)).hasMessageContaining("the bundle's is none");
    assertThatThrownBy(() -> change(null, WAVES)).hasMessageContaining("waves is none");
  }

  private void change(@Nullable WaveSettings from, @Nullable WaveSettings to) {
    MemoryBundles bundles = MemoryBundles.INSTANCE;
    var present = bundles.load(write("present", from));
    var next = bundles.load(write("next", to));
    bundles.requireExchangeable(present, next);
  }

  private Release write(String name, @Nullable WaveSettings waves) {
    TgnSettings settings =
        TgnSettings.builder(8).optEdgeFeatures(1).optNeighbours(4).optWaves(waves).build();
    return Networks.write(folder.resolve(name), settings, Networks.random(settings, 1));
  }
}
