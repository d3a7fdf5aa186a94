package io.eddy.memory.flink;

import io.eddy.memory.layout.CorruptLayoutException;
import java.io.IOException;
import java.lang.reflect.Constructor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint keeps of a {@link VersionedSerializer}: its class and the layout version it
 * wrote. State of the same version is taken as it is, that of an earlier version is migrated, that
 * of a later version or of another serializer is refused.
 *
 * @param <T> kind of value
 */
public final class VersionedSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
  private static final int FORMAT = 1;

  private @Nullable VersionedSerializer<T> serializer;
  private int version;

  /** For Flink, which calls {@link #readSnapshot} next. */
  public VersionedSerializerSnapshot() {}

  /**
   * The snapshot of a serializer.
   *
   * @throws IllegalArgumentException if its class cannot be created again at a restore
   */
  VersionedSerializerSnapshot(VersionedSerializer<T> serializer) {
    constructor(serializer.getClass());
    this.serializer = serializer;
    this.version = serializer.version();
  }

  @Override
  public int getCurrentVersion() {
    return FORMAT;
  }

  @Override
  public void writeSnapshot(DataOutputView out) throws IOException {
    out.writeUTF(serializer().getClass().getName());
    out.writeInt(version);
  }

  @Override
  public void readSnapshot(int format, DataInputView in, ClassLoader classLoader)
      throws IOException {
    if (format != FORMAT) {
      throw new CorruptLayoutException(
          "serializer snapshot of format %d; this release reads format %d"
              .formatted(format, FORMAT));
    }
    String className = in.readUTF();
    version = in.readInt();
    serializer = create(className, classLoader);
  }

  /** The serializer of this release: it reads every earlier version, told by each value. */
  @Override
  public TypeSerializer<T> restoreSerializer() {
    return serializer();
  }

  @Override
  public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
      TypeSerializerSnapshot<T> old) {
    if (!(old instanceof VersionedSerializerSnapshot<T> previous)
        || !previous.serializer().equals(serializer())
        || previous.version > version) {
      return TypeSerializerSchemaCompatibility.incompatible();
    }
    return previous.version == version
        ? TypeSerializerSchemaCompatibility.compatibleAsIs()
        : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
  }

  private VersionedSerializer<T> serializer() {
    if (serializer == null) {
      throw new IllegalStateException("the snapshot is used before it was read");
    }
    return serializer;
  }

  @SuppressWarnings("unchecked") // The snapshot was written for state of this type.
  private static <T> VersionedSerializer<T> create(String className, ClassLoader classLoader)
      throws IOException {
    try {
      Class<? extends VersionedSerializer<?>> type =
          (Class<? extends VersionedSerializer<?>>)
              Class.forName(className, true, classLoader).asSubclass(VersionedSerializer.class);
      return (VersionedSerializer<T>) constructor(type).newInstance();
    } catch (ReflectiveOperationException | ClassCastException | IllegalArgumentException e) {
      throw new CorruptLayoutException(
          "the state was written by serializer '%s', which this release cannot create (%s); restore with the release that wrote it"
              .formatted(className, e),
          e);
    }
  }

  private static <S> Constructor<S> constructor(Class<S> type) {
    try {
      Constructor<S> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          "serializer %s needs a constructor without parameters: restoring creates it by name"
              .formatted(type.getName()),
          e);
    }
  }
}
