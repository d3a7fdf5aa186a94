package io.eddy.jobs.loop;

import io.eddy.jobs.loop.LoopRecord.Message;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/** Messages with a string inside, for tests. */
final class Messages {
  static final LoopRecordSerializer<String> SERIALIZER =
      new LoopRecordSerializer<>(StringSerializer.INSTANCE);
  static final Codec<LoopRecord<String>> CODEC = Codec.of(SERIALIZER);

  private Messages() {}

  static Message<String> message(String target, String payload, double delay) {
    return new Message<>(target, payload, 17, 3, 0.5f, delay, 2, -1);
  }

  static SpillFolder folder(Path directory) {
    return new SpillFolder(List.of(directory));
  }
}
