package io.eddy.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanetoidTest {
  @TempDir Path temp;

  @Test
  void coraIsTheGraphOfThePublicSplit() {
    assumeThat(Planetoid.atHand("cora")).as("planetoid/cora in the data folder").isTrue();
    GraphData cora = Planetoid.open("cora");
    assertThat(cora.nodes()).isEqualTo(2_708);
    assertThat(cora.edges().size()).isEqualTo(5_278);
    assertThat(cora.features().columns()).isEqualTo(1_433);
    assertThat(cora.classCount()).isEqualTo(7);
    assertThat(cora.training()).hasSize(140);
    assertThat(cora.validation()).hasSize(500);
    assertThat(cora.test()).hasSize(1_000);
    float sum = 0;
    for (int word = 0; word < 1_433; word++) {
      sum += cora.features().values()[word];
    }
    assertThat(sum).as("features of node 0").isCloseTo(1, within(1e-5f));
  }

  @Test
  void aNodeWithoutWordsHasNoFeaturesAndBadLinesAreNamed() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("planetoid/cora"));
    Path nodes = folder.resolve("nodes.txt");
    Files.writeString(folder.resolve("edges.txt"), "0 1\n1 2\n");
    Files.writeString(nodes, "0 1 train 0,3\n1 0 val \n2 1 test 1\n");
    DataFolders folders = new DataFolders(List.of(temp), temp.resolve("cache"));
    GraphData data = Planetoid.open("cora", folders);
    assertThat(data.features().values()).containsExactly(0.5f, 0, 0, 0.5f, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(data.classes()).containsExactly(1, 0, 1);
    assertThat(data.training()).containsExactly(0);

    Files.writeString(nodes, "0 1 train 0,x\n");
    assertThatThrownBy(() -> Planetoid.open("cora", folders))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 1")
        .hasMessageContaining("0,x");
    Files.writeString(nodes, "0 1 train 0\n2 1 train 0\n");
    assertThatThrownBy(() -> Planetoid.open("cora", folders))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("expected node 1");
    assertThatThrownBy(() -> Planetoid.open("citeseer", folders))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("planetoid/citeseer")
        .hasMessageContaining("EDDY_DATA");
  }
}
