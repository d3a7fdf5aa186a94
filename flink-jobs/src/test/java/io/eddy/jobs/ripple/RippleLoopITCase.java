package io.eddy.jobs.ripple;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.jobs.loop.Loop;
import io.eddy.jobs.loop.program.LocalRunner;
import io.eddy.jobs.loop.program.MessageDelays;
import io.eddy.jobs.memory.MemoryUpdate;
import io.eddy.jobs.memory.MemoryUpdateSerializer;
import io.eddy.memory.flink.VersionedTypeInfo;
import io.eddy.memory.node.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ripples in a Flink job of parallelism 1 beside the runner in memory, bit by bit. */
class RippleLoopITCase {
  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir private Path checkpoints;

  @ParameterizedTest(name = "{0}, {1}, {2}, {3} hops of waves")
  @CsvSource({
    "hashmap, SINGLE, FOLLOWERS, 2",
    "hashmap, HALF, RECENT, 1",
    "rocksdb, SINGLE, FOLLOWERS, 2",
    "rocksdb, HALF, FOLLOWERS, 0"
  })
  void everyMemoryIsThatOfTheRunnerInMemory(
      String backend, Precision precision, Audience audience, int waveHops) throws Exception {
    RippleSettings settings = new RippleSettings(audience, waveHops, 3, 0.01f);
    List<Contact> contacts = contacts();

    List<MemoryUpdate> expected = new ArrayList<>();
    ContactProgram program = RipplesTest.program(precision, settings);
    var runner =
        new LocalRunner<>(program, program.maxHops(), MessageDelays.constant(0), 1, expected::add);
    for (Contact contact : contacts) {
      runner.process(contact.src(), contact, 0);
    }

    assertThat(inFlink(backend, RipplesTest.program(precision, settings), contacts))
        .isEqualTo(expected)
        .hasSizeGreaterThanOrEqualTo(2 * contacts.size());
  }

  private List<MemoryUpdate> inFlink(String backend, ContactProgram program, List<Contact> contacts)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(1).setBufferTimeout(1);
    environment.enableCheckpointing(20);
    Loop<NeuralNode, Contact, ContactMessage, MemoryUpdate> loop =
        Loop.builder(program)
            .setStateType(new VersionedTypeInfo<>(NeuralNodeSerializer.INSTANCE))
            .setMessageType(new VersionedTypeInfo<>(new ContactMessage.Serializer()))
            .setResultType(new VersionedTypeInfo<>(MemoryUpdateSerializer.INSTANCE))
            .optMaxHops(program.maxHops())
            .build();
    List<MemoryUpdate> results = new ArrayList<>();
    try (CloseableIterator<MemoryUpdate> collected =
        loop.apply(
                environment.fromData(contacts, new VersionedTypeInfo<>(new Contact.Serializer())),
                Contact::src)
            .executeAndCollect()) {
      collected.forEachRemaining(results::add);
    }
    return results;
  }

  private static List<Contact> contacts() {
    Random random = new Random(7);
    List<Contact> contacts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      contacts.add(new Contact("n" + random.nextInt(30), "m" + random.nextInt(10), i));
    }
    return contacts;
  }
}
