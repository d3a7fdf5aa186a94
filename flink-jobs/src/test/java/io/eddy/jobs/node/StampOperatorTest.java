package io.eddy.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.event.Release;
import io.eddy.jobs.event.StampedEdge;
import io.eddy.jobs.event.StampedEdgeSerializer;
import io.eddy.jobs.support.OneModel;
import io.eddy.jobs.support.SmallNetworks;
import io.eddy.model.bundle.BundleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each test goes through a snapshot and a restore. */
class StampOperatorTest {
  @TempDir private Path folder;

  @Test
  void aRestoredJobGoesOnWithTheNetworkItHad() throws Exception {
    Release had = OneModel.write(folder.resolve("had"), 1);
    Release given = OneModel.write(folder.resolve("given"), 2);
    assertThat(stampAfterRestore(had, given)).isEqualTo(had);
  }

  @Test
  void itDoesSoWhenWhatItWasStartedWithIsGone() throws Exception {
    Release had = OneModel.write(folder.resolve("had"), 1);
    Release given = OneModel.write(folder.resolve("given"), 2);
    delete(folder.resolve("given"));
    assertThat(stampAfterRestore(had, given)).isEqualTo(had);
  }

  /** The job's operators are built for the network it is started with. */
  @Test
  void aCheckpointOfAnotherKindOfNetworkIsRefused() throws Exception {
    Release had = OneModel.write(folder.resolve("had"), 1);
    Release wider =
        OneModel.write(folder.resolve("wider"), 1, SmallNetworks.network(0, 16), OneModel.FEATURES);
    assertThatThrownBy(() -> stampAfterRestore(had, wider))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("the checkpoint goes on with")
        .hasMessageContaining(had.uri())
        .hasMessageContaining("started with " + wider.uri())
        .hasMessageContaining("memory is 12, the bundle's is 16");
  }

  private static Release stampAfterRestore(Release had, Release given) throws Exception {
    OperatorSubtaskState state;
    try (var harness = harness(had)) {
      harness.open();
      state = harness.snapshot(1, 1);
    }
    try (var harness = harness(given)) {
      harness.initializeState(state);
      harness.open();
      Edge edge = new Edge(new EdgeRef("e", "a", "b", 1, 1, 1), new float[0], "");
      harness.processElement1(new StreamRecord<>(edge, 1));
      return harness.extractOutputValues().get(0).model();
    }
  }

  private static TwoInputStreamOperatorTestHarness<Edge, Release, StampedEdge> harness(
      Release first) throws Exception {
    TwoInputStreamOperatorTestHarness<Edge, Release, StampedEdge> harness =
        new TwoInputStreamOperatorTestHarness<>(new StampOperator(first));
    harness.setup(StampedEdgeSerializer.INSTANCE);
    return harness;
  }

  private static void delete(Path tree) {
    try {
      Files.walkFileTree(
          tree,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
