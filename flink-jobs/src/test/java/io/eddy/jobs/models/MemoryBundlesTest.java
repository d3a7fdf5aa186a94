package io.eddy.jobs.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.event.Release;
import io.eddy.jobs.support.Networks;
import io.eddy.jobs.support.OneModel;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.model.bundle.BundleException;
import io.eddy.model.tensor.NamedArrays;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryBundlesTest {
  private static final MemoryBundles BUNDLES = MemoryBundles.INSTANCE;

  @TempDir private Path folder;

  @Test
  void theNetworkOfAOneModelIsReadWithTheFeaturesItRanksBy() {
    Release release = OneModel.write(folder.resolve("one"), 1);
    NodeNetwork network = BUNDLES.load(release);
    assertThat(network.settings()).isEqualTo(OneModel.NETWORK);
    assertThat(network.features()).isEqualTo(OneModel.FEATURES);
    assertThat(network.version()).isEqualTo(release.version());
    Map<String, NamedArrays.Values> expected = Networks.random(OneModel.NETWORK, 1).arrays();
    assertThat(network.parameters().arrays()).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (name, values) ->
            assertThat(network.parameters().arrays().get(name).values())
                .as(name)
                .isEqualTo(values.values()));
  }

  @Test
  void modelsOfTheSameDimensionsAndFeaturesAreExchangeable() {
    NodeNetwork present = BUNDLES.load(OneModel.write(folder.resolve("one"), 1));
    NodeNetwork next = BUNDLES.load(OneModel.write(folder.resolve("two"), 2));
    assertThatCode(() -> BUNDLES.requireExchangeable(present, next)).doesNotThrowAnyException();
  }

  @Test
  void otherDimensionsAndOtherFeaturesAreRefused() {
    NodeNetwork present = BUNDLES.load(OneModel.write(folder.resolve("one"), 1));
    NodeNetwork wider =
        BUNDLES.load(
            OneModel.write(
                folder.resolve("wider"), 1, SmallNetworks.network(0, 16), OneModel.FEATURES));
    assertRefused(present, wider, "memory is 12, the bundle's is 16");
    NodeNetwork others =
        BUNDLES.load(
            OneModel.write(
                folder.resolve("others"),
                1,
                OneModel.NETWORK,
                OneModel.FEATURES.withBounds(7, 7, 7)));
    assertRefused(present, others, "features of fingerprint");
  }

  @Test
  void aNetworkAloneDoesNotTakeThePlaceOfAOneModelNorTheOtherWayRound() {
    NodeNetwork one = BUNDLES.load(OneModel.write(folder.resolve("one"), 1));
    NodeNetwork alone =
        BUNDLES.load(
            Networks.write(
                folder.resolve("alone"), OneModel.NETWORK, Networks.random(OneModel.NETWORK, 1)));
    assertRefused(one, alone, "eddy train eddy");
    assertRefused(alone, one, "--predictor eddy");
  }

  private static void assertRefused(NodeNetwork present, NodeNetwork next, String why) {
    assertThatThrownBy(() -> BUNDLES.requireExchangeable(present, next))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining(why);
  }
}
