package io.eddy.cli.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.eddy.cli.EddyRun;
import io.eddy.cli.broker.KafkaUnderTest;
import io.eddy.cli.data.DataCatalog;
import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataSet;
import io.eddy.cli.data.Progress;
import io.eddy.cli.topics.TopicAdmin;
import io.eddy.cli.topics.TopicLayout;
import io.eddy.config.Settings;
import io.eddy.jobs.device.DeviceOptions;
import io.eddy.jobs.event.Edge;
import io.eddy.jobs.event.EdgeRef;
import io.eddy.jobs.featurestore.EmbeddingSnapshot;
import io.eddy.jobs.snapshot.OfflineSnapshot;
import io.eddy.jobs.snapshot.SnapshotModel;
import io.eddy.jobs.snapshot.SnapshotOptions;
import io.eddy.model.bundle.SmpnnBundle;
import io.eddy.model.bundle.TgnBundle;
import io.eddy.model.smpnn.engine.SmpnnEngine;
import io.eddy.model.smpnn.train.LinkWindow;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Times and memories as features: those of training are those of snapshots. */
final class StreamFeaturesTest {
  private static final int SLICES = 5;
  private static final int MEMORY = 12;

  @RegisterExtension static final KafkaUnderTest KAFKA = new KafkaUnderTest();

  @TempDir Path temp;

  /** The options as a command has them. */
  @Command
  private static final class Options {
    @Mixin private final StreamFeatureOptions features = new StreamFeatureOptions();
  }

  @Test
  void aSnapshotHasTheFeaturesThatTheNetworkWasTrainedOn() throws Exception {
    Path tgn = network();
    Path out = temp.resolve("smpnn");
    EddyRun trained =
        run(
            "smpnn",
            out,
            "--epochs=2",
            "--windows=" + SLICES,
            "--sketch=8",
            "--hidden=16",
            "--features=time,memory",
            "--memory=" + tgn);
    assertThat(trained.exit()).as(trained.err()).isZero();
    SmpnnBundle bundle = SmpnnBundle.load(out);
    String version = TgnBundle.load(tgn).version();
    assertThat(bundle.manifest().features())
        .isEqualTo("structure+sketch+time+memory:%d:%s", MEMORY, version);

    DataSet set = DataCatalog.standard().open(data().toString(), Progress.NONE);
    int end = set.events().size() / SLICES;
    List<DataEvent> slice = set.events().subList(0, end);
    Settings settings = settings("same", out);
    publish(settings, set, tgn, end, version);
    EmbeddingSnapshot snapshot = snapshot(settings, slice);

    Options options = new Options();
    new CommandLine(options).parseArgs("--features=time,memory", "--memory=" + tgn);
    int columns = bundle.manifest().settings().inputs();
    try (StreamWindows windows = StreamWindows.of(set, SLICES, columns, options.features);
        SmpnnEngine engine = new SmpnnEngine(bundle.parameters(), 1)) {
      LinkWindow first = windows.list().get(0);
      float[] rows = engine.embed(first.graph(), first.features().values());
      List<String> names = firstSeen(slice);
      assertThat(snapshot.nodes()).hasSameSizeAs(names);
      for (int node = 0; node < names.size(); node++) {
        float[] given = snapshot.vector(snapshot.nodes().indexOf(names.get(node)));
        for (int c = 0; c < given.length; c++) {
          assertThat((double) given[c])
              .as("component %d of %s", c, names.get(node))
              .isCloseTo(rows[node * given.length + c], within(1e-4));
        }
      }
    }
  }

  /** They would be numbers that mean something else. */
  @Test
  void memoriesOfAnotherNetworkAreRefused() throws Exception {
    Path tgn = network();
    Path out = temp.resolve("smpnn");
    EddyRun trained =
        run(
            "smpnn",
            out,
            "--epochs=1",
            "--windows=" + SLICES,
            "--sketch=8",
            "--hidden=16",
            "--features=memory",
            "--memory=" + tgn);
    assertThat(trained.exit()).as(trained.err()).isZero();
    DataSet set = DataCatalog.standard().open(data().toString(), Progress.NONE);
    Settings settings = settings("other", out);
    // Nodes without memories have zeros.
    assertThat(snapshot(settings, set.events()).nodes()).isNotEmpty();
    publish(settings, set, tgn, set.events().size(), "somebody-else");
    assertThatThrownBy(() -> snapshot(settings, set.events()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("12 components of 'somebody-else'")
        .hasMessageContaining(TgnBundle.load(tgn).version())
        .hasMessageContaining("eddy.memory.bundle");
    send(settings, "u1", new float[3], TgnBundle.load(tgn).version(), 1);
    assertThatThrownBy(() -> snapshot(settings, set.events()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory of node 'u1' has 3 components")
        .hasMessageContaining("memories of 12");
  }

  private static EmbeddingSnapshot snapshot(Settings settings, List<DataEvent> events) {
    OfflineSnapshot offline = new OfflineSnapshot(settings);
    for (DataEvent event : events) {
      offline.add(
          new Edge(
              new EdgeRef(event.id(), event.src(), event.dst(), event.timeMicros(), 0, 0),
              event.features(),
              event.type()));
    }
    try (SnapshotModel model = SnapshotModel.open(settings)) {
      return offline.at(model, events.get(events.size() - 1).timeMicros()).orElseThrow();
    }
  }

  /** Memories after a part of the stream, and one of a later moment that must not be seen. */
  private static void publish(Settings settings, DataSet set, Path tgn, int end, String version)
      throws Exception {
    try (MemoryReplay replay = new MemoryReplay(set, TgnBundle.load(tgn))) {
      replay.to(end);
      long now = set.events().get(end - 1).timeMicros();
      for (String node : firstSeen(set.events().subList(0, end))) {
        float[] memory = replay.of(node);
        assertThat(memory).isNotNull();
        send(settings, node, memory, version, now);
        send(settings, node, new float[MEMORY], version, now + 1_000_000);
      }
    }
  }

  private static void send(
      Settings settings, String node, float[] vector, String version, long micros)
      throws Exception {
    String topic = Topic.MEMORY.name(settings.get(ConnectionOptions.PREFIX));
    List<Float> components = new ArrayList<>();
    for (float component : vector) {
      components.add(component);
    }
    byte[] value =
        new FramedCodec<>(NodeMemory.class, SchemaRegistries.open("none"), topic)
            .encode(
                new NodeMemory(
                    node,
                    Instant.EPOCH.plusNanos(micros * 1_000),
                    components,
                    1L,
                    version,
                    List.of()));
    try (var producer =
        new KafkaProducer<>(
            ClientProperties.of(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(topic, node.getBytes(StandardCharsets.UTF_8), value))
          .get();
    }
  }

  private static List<String> firstSeen(List<DataEvent> events) {
    return events.stream()
        .flatMap(event -> List.of(event.src(), event.dst()).stream())
        .distinct()
        .toList();
  }

  private Path network() throws IOException {
    Path out = temp.resolve("tgn");
    EddyRun run = run("tgn", out, "--epochs=1", "--memory=" + MEMORY);
    assertThat(run.exit()).as(run.err()).isZero();
    return out;
  }

  private EddyRun run(String kind, Path out, String... further) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("train", kind, "--data", data().toString(), "--out", out.toString()));
    words.addAll(List.of(further));
    return EddyRun.of(words.toArray(String[]::new));
  }

  /** Seeded events in order of time, some minutes apart. */
  private Path data() throws IOException {
    Random random = new Random(9);
    StringBuilder text = new StringBuilder("src,dst,time\n");
    long time = 1_700_000_000L;
    for (int i = 0; i < 300; i++) {
      time += 60 + random.nextInt(600);
      int source = random.nextInt(20);
      text.append("u%d,u%d,%d%n".formatted(source, 20 + (source + random.nextInt(4)) % 20, time));
    }
    return Files.writeString(temp.resolve("own.csv"), text);
  }

  private static Settings settings(String prefix, Path bundle) {
    Settings settings =
        Settings.empty()
            .with(ConnectionOptions.BOOTSTRAP, KAFKA.bootstrapServers())
            .with(ConnectionOptions.PREFIX, prefix)
            .with(DeviceOptions.DEVICE, "cpu")
            .with(SnapshotOptions.WINDOW, "0 ms")
            .with(SnapshotOptions.BUNDLE, bundle.toString());
    try (TopicAdmin topics = TopicAdmin.open(settings)) {
      topics.create(TopicLayout.SINGLE);
    }
    return settings;
  }
}
