package io.eddy.jobs.snapshot.memory;

import io.eddy.config.Settings;
import io.eddy.jobs.kafka.Micros;
import io.eddy.model.smpnn.graph.FeaturePlan;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ClientProperties;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memories on the topic {@code .memory}. Each question first reads what was committed since the
 * last one, so the first reads the whole topic. Keeps a memory of every node in memory.
 *
 * <p>Only memories of the network that the bundle names are used; those of another are as good as
 * none, since their components mean something else. Threads may share it.
 */
public final class MemoryTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryTopic.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration STALLED = Duration.ofSeconds(30);

  private final Properties clients;
  private final String topic;
  private final FeaturePlan plan;
  private final FramedCodec<NodeMemory> codec;
  private final MemoryHistory history;
  private final Map<String, Long> others = new TreeMap<>();
  private long used;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  /**
   * The settings' topic; connects at the first question.
   *
   * @param plan says whose memories are used
   * @param askers how many snapshots are computed at a time
   */
  public MemoryTopic(Settings settings, FeaturePlan plan, int askers) {
    this.clients = new Properties();
    this.clients.putAll(ClientProperties.of(settings));
    this.clients.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.clients.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.clients.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    this.topic = Topic.MEMORY.name(settings.get(ConnectionOptions.PREFIX));
    this.plan = plan;
    this.codec =
        new FramedCodec<>(
            NodeMemory.class,
            SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
            topic);
    this.history = new MemoryHistory(askers);
  }

  /**
   * The memories of some nodes at a moment of event time; null for a node that has none.
   *
   * @throws IllegalStateException if the topic cannot be read, or has memories but none of the
   *     network that is wanted
   * @throws CancellationException if the thread is interrupted
   */
  public synchronized List<float @Nullable []> at(List<String> nodes, long momentMicros) {
    history.moment(momentMicros);
    try {
      readToEnd();
    } catch (InterruptException e) {
      close();
      throw new CancellationException("interrupted while the topic '" + topic + "' was read");
    } catch (KafkaException e) {
      close();
      throw new IllegalStateException(
          "cannot read memories from topic '%s' at %s: %s"
              .formatted(
                  topic,
                  clients.getProperty(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG),
                  e.toString()),
          e);
    }
    if (used == 0 && !others.isEmpty()) {
      throw new IllegalStateException(
          "the network was trained on memories of %d components of the network '%s', but topic '%s' has memories of %s only; serve that network with eddy.memory.bundle, or train on this one's memories"
              .formatted(plan.memory(), plan.memoryModel(), topic, others.keySet()));
    }
    List<float @Nullable []> memories = new ArrayList<>(nodes.size());
    int absent = 0;
    for (String node : nodes) {
      float[] memory = history.at(node, momentMicros);
      absent += memory == null ? 1 : 0;
      memories.add(memory);
    }
    LOG.info(
        "Of {} nodes {} have no memory yet; {} records of other networks were passed over",
        nodes.size(),
        absent,
        others.values().stream().mapToLong(Long::longValue).sum());
    return memories;
  }

  private void readToEnd() {
    KafkaConsumer<byte[], byte[]> reader = consumer == null ? open() : consumer;
    consumer = reader;
    Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
    long last = -1;
    long progress = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
      reader.poll(POLL).forEach(this::take);
      long now = ends.keySet().stream().mapToLong(reader::position).sum();
      if (now != last) {
        last = now;
        progress = System.nanoTime();
      } else if (System.nanoTime() - progress > STALLED.toNanos()) {
        throw new KafkaException(
            "no records came for %d s although there are more".formatted(STALLED.toSeconds()));
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> open() {
    KafkaConsumer<byte[], byte[]> opened =
        new KafkaConsumer<>(clients, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    try {
      List<PartitionInfo> infos = opened.partitionsFor(topic);
      if (infos.isEmpty()) {
        throw new KafkaException("there is no such topic; create it with `eddy topics create`");
      }
      opened.assign(
          infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList());
      opened.seekToBeginning(opened.assignment());
      return opened;
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      history.remove(new String(record.key(), StandardCharsets.UTF_8));
      return;
    }
    NodeMemory memory = codec.decode(record.value());
    if (!memory.getModelVersion().equals(plan.memoryModel())) {
      others.merge(
          "%d components of '%s'".formatted(memory.getVector().size(), memory.getModelVersion()),
          1L,
          Long::sum);
      // The node's memory is now one of another network.
      history.remove(memory.getNode());
      return;
    }
    used++;
    float[] vector = new float[memory.getVector().size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = memory.getVector().get(i);
    }
    history.put(memory.getNode(), Micros.of(memory.getTime()), vector);
  }

  /** Disconnects; a further question reads all again. */
  @Override
  public synchronized void close() {
    KafkaConsumer<byte[], byte[]> reader = consumer;
    consumer = null;
    history.clear();
    others.clear();
    used = 0;
    if (reader != null) {
      reader.close(Duration.ofSeconds(1));
    }
  }
}
