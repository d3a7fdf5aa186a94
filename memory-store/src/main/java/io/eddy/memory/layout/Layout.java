package io.eddy.memory.layout;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;

/**
 * The binary layout of one kind of value: a version byte, then a body. This release writes {@link
 * #version()} and reads every version from 1 up to it. Stateless, hence thread-safe.
 *
 * @param <T> kind of value
 */
public interface Layout<T> {
  /** What the values are called in messages. */
  String name();

  /** The version that is written, 1 to 127. */
  int version();

  /** Writes a value without its version byte. */
  void writeBody(T value, DataOutput out) throws IOException;

  /**
   * Reads a value whose version byte was read already.
   *
   * @throws CorruptLayoutException if the bytes are no such value
   */
  T readBody(int version, DataInput in) throws IOException;

  /** Writes a value, version byte first. */
  default void write(T value, DataOutput out) throws IOException {
    out.writeByte(version());
    writeBody(value, out);
  }

  /**
   * Reads a value.
   *
   * @throws CorruptLayoutException if the bytes are truncated, damaged, or of a later release
   */
  default T read(DataInput in) throws IOException {
    try {
      return readBody(readVersion(name(), version(), in), in);
    } catch (EOFException e) {
      throw truncated(name(), e);
    }
  }

  /** Reads a version byte and checks that it is one that this release knows. */
  static int readVersion(String name, int newest, DataInput in) throws IOException {
    int version = in.readByte();
    if (version < 1 || version > newest) {
      throw new CorruptLayoutException(
          "%s of layout version %d, but this release reads versions 1 to %d: the bytes are damaged or were written by a later release"
              .formatted(name, version, newest));
    }
    return version;
  }

  /** The error for bytes that end too early. */
  static CorruptLayoutException truncated(String name, EOFException cause) {
    return new CorruptLayoutException(name + " ends too early: the bytes are truncated", cause);
  }
}
