package io.eddy.cli.memory;

import io.eddy.cli.kafka.TopicReader;
import io.eddy.config.Settings;
import io.eddy.schemas.NodeMemory;
import io.eddy.schemas.codec.FramedCodec;
import io.eddy.schemas.registry.SchemaRegistries;
import io.eddy.schemas.topics.ConnectionOptions;
import io.eddy.schemas.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Looks for one node on the memory topic, and for the newest event time there, which is the nearest
 * thing to the present of the stream. Reads the topic once, from its beginning to its end.
 */
final class PublishedMemories {
  private final byte[] key;
  private final FramedCodec<NodeMemory> codec;
  private @Nullable NodeMemory found;
  private @Nullable Instant newest;
  private long records;

  private PublishedMemories(String node, FramedCodec<NodeMemory> codec) {
    this.key = node.getBytes(StandardCharsets.UTF_8);
    this.codec = codec;
  }

  /** Reads the topic that the settings name. */
  static PublishedMemories read(Settings settings, String node) {
    String topic = Topic.MEMORY.name(settings.get(ConnectionOptions.PREFIX));
    PublishedMemories memories =
        new PublishedMemories(
            node,
            new FramedCodec<>(
                NodeMemory.class,
                SchemaRegistries.open(settings.get(ConnectionOptions.REGISTRY)),
                topic));
    try (TopicReader reader = TopicReader.open(settings, Topic.MEMORY)) {
      reader.readToEnd(memories::take);
    }
    return memories;
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    boolean isIt = Arrays.equals(key, record.key());
    records++;
    if (record.value() == null) {
      found = isIt ? null : found;
      return;
    }
    NodeMemory memory = codec.decode(record.value());
    if (newest == null || memory.getTime().isAfter(newest)) {
      newest = memory.getTime();
    }
    // All records of a key are in one partition, so the last one read is the last one written.
    found = isIt ? memory : found;
  }

  /** The node's last record, null if there is none or the last is a tombstone. */
  @Nullable NodeMemory found() {
    return found;
  }

  /** Event time of the newest record on the topic, null if it is empty. */
  @Nullable Instant newest() {
    return newest;
  }

  /** Records read. */
  long records() {
    return records;
  }
}
