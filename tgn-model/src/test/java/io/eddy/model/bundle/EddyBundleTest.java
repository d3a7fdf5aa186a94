package io.eddy.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.eddy.memory.node.Precision;
import io.eddy.memory.ranker.RankerFeatures;
import io.eddy.memory.ranker.RankerSettings;
import io.eddy.model.eddy.EddyEvaluation;
import io.eddy.model.eddy.EddyParameters;
import io.eddy.model.eddy.RandomEddy;
import io.eddy.model.eddy.TgnVectors;
import io.eddy.model.eval.Freshness;
import io.eddy.model.eval.LinkEvent;
import io.eddy.model.ranker.Negatives;
import io.eddy.model.ranker.RankerEvaluation;
import io.eddy.model.tensor.NamedArrays;
import io.eddy.model.tensor.Tensors;
import io.eddy.model.tgn.TgnNetwork;
import io.eddy.model.tgn.TgnSettings;
import io.eddy.model.tgn.eval.LinkStream;
import io.eddy.model.tgn.eval.TestStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EddyBundleTest {
  private static final TgnSettings NETWORK =
      TgnSettings.builder(8)
          .optNeighbourMemory(TgnSettings.NeighbourMemory.OF_THE_MAIL)
          .optNeighbours(4)
          .build();

  @TempDir Path folder;

  @Test
  void aBundleComesBackAsItWasWrittenAndRanksTheSame() {
    NamedArrays network = network();
    EddyParameters parameters = RandomEddy.of(1, 8, 8, 5);
    EddyBundle written = EddyBundle.write(folder, manifest(), network, parameters);
    EddyBundle read = EddyBundle.load(folder);
    assertThat(read.manifest()).isEqualTo(written.manifest());
    assertThat(read.manifest().files()).containsOnlyKeys(Bundle.PARAMETERS, EddyBundle.NETWORK);
    assertThat(read.sha256()).isEqualTo(written.sha256());
    assertThat(read.network()).usingRecursiveComparison().isEqualTo(network);
    assertThat(read.parameters()).usingRecursiveComparison().isEqualTo(parameters);
    assertThat(BundleKind.of(folder)).isEqualTo(EddyManifest.EDDY);
    assertThat(testMrr(read)).isEqualTo(testMrr(written));
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    EddyBundle.write(folder, manifest(), network(), RandomEddy.of(1, 8, 8, 5));
    for (String name : List.of(Bundle.PARAMETERS, EddyBundle.NETWORK)) {
      Path file = folder.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      byte[] damaged = bytes.clone();
      damaged[bytes.length / 2] ^= 1;
      Files.write(file, damaged);
      assertThatThrownBy(() -> EddyBundle.load(folder))
          .isInstanceOf(BundleException.class)
          .hasMessageContaining("SHA-256");
      Files.write(file, bytes);
    }
  }

  @Test
  void towersForAnotherNetworkAndOtherFeaturesAreRefused() throws IOException {
    EddyBundle.write(folder, manifest(), network(), RandomEddy.of(1, 9, 8, 5));
    assertThatThrownBy(() -> EddyBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("embeddings of 9 numbers");
    EddyManifest manifest = manifest();
    EddyBundle.write(folder, manifest, network(), RandomEddy.of(1, 8, 8, 5));
    Path file = folder.resolve(Bundle.MANIFEST);
    Files.writeString(
        file,
        Files.readString(file).replace(manifest.features().fingerprint(), "0123456789abcdef"));
    assertThatThrownBy(() -> EddyBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("fingerprint 0123456789abcdef");
  }

  @Test
  void otherKindsAreRefused() throws IOException {
    EddyBundle.write(folder, manifest(), network(), RandomEddy.of(1, 8, 8, 5));
    assertThatThrownBy(() -> Bundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("kind 'eddy'");
    assertThatThrownBy(() -> TgnBundle.load(folder))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("kind 'eddy'");
  }

  private static double testMrr(EddyBundle bundle) {
    List<LinkEvent> events = TestStreams.events(3, 200);
    RankerEvaluation.Result result =
        EddyEvaluation.run(
            events,
            LinkStream.of(events, new float[0], 0),
            new TgnVectors(bundle.manifest().network(), bundle.network(), Precision.SINGLE),
            bundle.manifest().features().settings(),
            bundle.parameters(),
            Freshness.PER_EVENT,
            Negatives.ALL,
            done -> {});
    return result.test().mrr();
  }

  private static NamedArrays network() {
    try (NDManager manager = Tensors.newManager()) {
      return TgnNetwork.seeded(NETWORK, 3, manager).parameters();
    }
  }

  private static EddyManifest manifest() {
    RankerSettings features = RankerSettings.wikipedia();
    return new EddyManifest(
        EddyManifest.EDDY,
        EddyManifest.FORMAT,
        "test",
        NETWORK,
        new TgnManifest.Training(1, 2, 1, 7, 0, 100, 1, 0),
        List.of(),
        5,
        List.of(113, 12, 5, 1),
        new Manifest.Features(
            RankerFeatures.fingerprint(features), features, RankerFeatures.names()),
        new Manifest.Data("own", 10, 4, List.of(0.7, 0.85), 99),
        new Manifest.Training(1, 2, 1, 7, 128),
        List.of(new Manifest.Metric("test", "per-event", null, 3, 0.5, 0.4)),
        Map.of());
  }
}
