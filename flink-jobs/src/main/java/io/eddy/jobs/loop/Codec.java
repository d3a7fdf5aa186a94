package io.eddy.jobs.loop;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How elements go to a file and back, within one run of a task.
 *
 * @param <T> an element
 */
interface Codec<T> {

  void write(T element, DataOutputView out) throws IOException;

  T read(DataInputView in) throws IOException;

  /** What a serializer of Flink does. */
  static <T> Codec<T> of(TypeSerializer<T> serializer) {
    return new Codec<>() {
      @Override
      public void write(T element, DataOutputView out) throws IOException {
        serializer.serialize(element, out);
      }

      @Override
      public T read(DataInputView in) throws IOException {
        return serializer.deserialize(in);
      }
    };
  }
}
