package io.eddy.memory.flink;

import io.eddy.memory.layout.Layout;
import java.io.EOFException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A serializer whose values start with one byte, the version of their layout. A subclass writes its
 * newest version and reads every earlier one, so state of an earlier release is readable whether or
 * not Flink rewrote it, and a state that holds values of two versions is too.
 *
 * <p>Subclasses are stateless and have a constructor without parameters (any visibility): {@link
 * VersionedSerializerSnapshot} creates them by class name. The type is taken as immutable; a
 * subclass for a mutable one overrides {@link #copy(Object)} and {@link #isImmutableType()}. A
 * change of layout raises {@link #version()} by one and adds a case to {@link #read}; the class is
 * never renamed, because savepoints name it.
 *
 * @param <T> kind of value
 */
public abstract class VersionedSerializer<T> extends TypeSerializer<T> {
  private static final int FIRST_BYTES = 4_096;

  /** A thread keeps its buffer unless a value made it larger than this. */
  private static final int KEPT_BYTES = 1 << 20;

  private static final ThreadLocal<DataOutputSerializer> PIECE =
      ThreadLocal.withInitial(() -> new DataOutputSerializer(FIRST_BYTES));

  /** The class of the values. */
  public abstract Class<T> type();

  /** The version that is written, 1 to 127. */
  protected abstract int version();

  /** Writes a value in the newest version, without the version byte. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /**
   * Reads a value, after its version byte.
   *
   * @param version 1 to {@link #version()}
   * @throws io.eddy.memory.layout.CorruptLayoutException if the bytes are no such value
   */
  protected abstract T read(int version, DataInputView in) throws IOException;

  /**
   * Writes a value. A checkpoint's stream passes every byte on by itself through several others, so
   * there a value is laid out first and written in one piece.
   */
  @Override
  public final void serialize(T value, DataOutputView out) throws IOException {
    if (out instanceof DataOutputSerializer) {
      layOut(value, out);
      return;
    }
    DataOutputSerializer piece = PIECE.get();
    piece.clear();
    layOut(value, piece);
    out.write(piece.getSharedBuffer(), 0, piece.length());
    if (piece.length() > KEPT_BYTES) {
      PIECE.remove();
    }
  }

  private void layOut(T value, DataOutputView out) throws IOException {
    out.writeByte(version());
    write(value, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    String name = type().getSimpleName();
    try {
      return read(Layout.readVersion(name, version(), in), in);
    } catch (EOFException e) {
      throw Layout.truncated(name, e);
    }
  }

  @Override
  public final T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  /** Carries one value over, in the newest version. */
  @Override
  public final void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public T copy(T value) {
    return value;
  }

  @Override
  public final T copy(T value, T reuse) {
    return copy(value);
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public final TypeSerializer<T> duplicate() {
    return this;
  }

  /** Not offered: there is no neutral value to reuse. */
  @Override
  public final T createInstance() {
    throw new UnsupportedOperationException(
        type().getSimpleName() + " has no empty instance to reuse");
  }

  /** Values have no fixed length. */
  @Override
  public final int getLength() {
    return -1;
  }

  @Override
  public final TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new VersionedSerializerSnapshot<>(this);
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other != null && other.getClass() == getClass();
  }

  @Override
  public final int hashCode() {
    return getClass().getName().hashCode();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + " version " + version();
  }
}
