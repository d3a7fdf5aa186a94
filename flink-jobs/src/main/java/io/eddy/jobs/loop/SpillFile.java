package io.eddy.jobs.loop;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Elements written to a file at once and read back in the same order, once. The file is opened with
 * the first element read and deleted on close.
 *
 * @param <T> an element
 */
final class SpillFile<T> implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Path path;
  private final Codec<T> codec;
  private long remaining;
  private @Nullable BufferedInputStream stream;
  private @Nullable DataInputView in;

  private SpillFile(Path path, Codec<T> codec, long count) {
    this.path = path;
    this.codec = codec;
    this.remaining = count;
  }

  static <T> SpillFile<T> write(Collection<T> elements, Codec<T> codec, SpillFolder folder)
      throws IOException {
    Path path = folder.newFile();
    try (var out =
        new DataOutputViewStreamWrapper(
            new BufferedOutputStream(Files.newOutputStream(path), BUFFER))) {
      for (T element : elements) {
        codec.write(element, out);
      }
    } catch (Throwable e) {
      // A full disk stays full if what could not be finished stays.
      try {
        Files.deleteIfExists(path);
      } catch (IOException undeleted) {
        e.addSuppressed(undeleted);
      }
      throw e;
    }
    return new SpillFile<>(path, codec, elements.size());
  }

  /** The next element; only while {@link #remaining()} is above 0. */
  T next() throws IOException {
    DataInputView view = in;
    if (view == null) {
      stream = new BufferedInputStream(Files.newInputStream(path), BUFFER);
      view = new DataInputViewStreamWrapper(stream);
      in = view;
    }
    remaining--;
    return codec.read(view);
  }

  long remaining() {
    return remaining;
  }

  @Override
  public void close() {
    try {
      if (stream != null) {
        stream.close();
      }
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete spill file '%s'".formatted(path), e);
    }
  }
}
