package io.eddy.jobs.examples.amp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.examples.amp.AmpReadOut.Cause;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.memory.flink.VersionedSerializer;
import io.eddy.model.amp.AmpModel;
import io.eddy.model.amp.AmpParameters;
import io.eddy.model.amp.AmpState;
import io.eddy.model.amp.CellKind;
import io.eddy.model.amp.Halting;
import io.eddy.model.amp.HaltingScope;
import io.eddy.model.ranker.DenseLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class AmpWavesTest {
  private final List<AmpReadOut> readOuts = new ArrayList<>();

  @Test
  void aWaveEndsAtItsLastHop() throws Exception {
    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> runner =
        path(model(Halting.NONE, HaltingScope.WAVE), 3);

    runner.process("0", ask("0"), 0);

    // On a path both neighbours hear, the sender too: hops reach 1, then 0 and 2, then 1, 1 and 3.
    assertThat(readOuts)
        .extracting(AmpReadOut::node)
        .containsExactly("0", "1", "0", "2", "1", "1", "3");
  }

  @Test
  void aWaveThatHasSpentItsEnergyEndsEarlier() throws Exception {
    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> runner =
        path(model(Halting.ACT, HaltingScope.WAVE), 200);

    runner.process("0", ask("0"), 0);

    assertThat(readOuts).extracting(AmpReadOut::cause).containsOnly(Cause.HEARD);
    assertThat(readOuts).hasSizeBetween(2, 100_000);
  }

  @Test
  void aMessageThatComesBeforeTheStartIsHeardAtTheStart() throws Exception {
    AmpModel model = model(Halting.NONE, HaltingScope.NODE);
    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> runner = path(model, 2);
    runner.process("0", ask("0"), 0);
    List<AmpReadOut> inTime = List.copyOf(readOuts);

    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> early =
        new LocalRunner<>(new AmpWaves(model, 2), 2, MessageDelays.constant(0), 1, readOuts::add);
    readOuts.clear();
    early.process("0", ask("0"), 0);
    assertThat(readOuts).isEmpty();
    // The last node to start sets the wave off; those that are on its way have started.
    for (int v = 3; v >= 0; v--) {
      early.process(Integer.toString(v), start(v), 0);
    }

    assertThat(readOuts.stream().filter(out -> out.cause() == Cause.HEARD).toList())
        .isEqualTo(inTime);
    assertThat(early.states()).isEqualTo(runner.states());
  }

  @Test
  void aNodeStartsOnce() throws Exception {
    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> runner =
        path(model(Halting.NONE, HaltingScope.NODE), 1);

    assertThatThrownBy(() -> runner.process("1", start(1), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node '1' was started twice");
  }

  @Test
  void everyValueGoesThroughBytes() throws IOException {
    assertSame(AmpEventSerializer.INSTANCE, ask("a"));
    assertSame(
        AmpEventSerializer.INSTANCE, new AmpEvent.Start("a", List.of(1f, -2f), List.of("b", "c")));
    assertSame(AmpMessageSerializer.INSTANCE, new AmpMessage(new float[] {1, Float.MIN_VALUE}));
    assertSame(
        AmpNodeSerializer.INSTANCE,
        new AmpNode(
            List.of("b"),
            new AmpState(new float[] {1, 2}, new float[0], 0.25f, new float[] {3, 4}),
            List.of()));
    assertSame(
        AmpNodeSerializer.INSTANCE,
        new AmpNode(
            List.of(), null, List.of(new AmpNode.Early(new AmpMessage(new float[] {5}), 3, 0.5f))));
    for (Cause cause : Cause.values()) {
      assertSame(AmpReadOutSerializer.INSTANCE, new AmpReadOut("a", cause, List.of(-0.5f)));
    }
  }

  /** Nodes 0 to 3 in a row, started. */
  private LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> path(AmpModel model, int hops)
      throws Exception {
    LocalRunner<AmpNode, AmpEvent, AmpMessage, AmpReadOut> runner =
        new LocalRunner<>(
            new AmpWaves(model, hops), hops, MessageDelays.constant(0), 1, readOuts::add);
    for (int v = 0; v < 4; v++) {
      runner.process(Integer.toString(v), start(v), 0);
    }
    readOuts.clear();
    return runner;
  }

  private static AmpEvent start(int node) {
    List<String> neighbours = new ArrayList<>();
    if (node > 0) {
      neighbours.add(Integer.toString(node - 1));
    }
    if (node < 3) {
      neighbours.add(Integer.toString(node + 1));
    }
    return new AmpEvent.Start(Integer.toString(node), List.of(1f), neighbours);
  }

  private static AmpModel model(Halting halting, HaltingScope scope) {
    AmpParameters cell = AmpParameters.seeded(CellKind.GRU, halting, scope, 2, 2, 1);
    return new AmpModel(
        new DenseLayer(1, 2, new float[] {1, -1}, new float[2]),
        cell,
        new DenseLayer(2, 2, new float[4], new float[2]));
  }

  private static AmpEvent ask(String node) {
    return new AmpEvent.Ask(node, new AmpMessage(new float[] {1, 0}));
  }

  private static <T> void assertSame(VersionedSerializer<T> serializer, T value)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    assertThat(serializer.deserialize(in)).isEqualTo(value);
    assertThat(in.available()).isZero();
  }
}
