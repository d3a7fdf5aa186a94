package io.eddy.memory.flink;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Type information of a value with a {@link VersionedSerializer}, for {@code returns(…)} and state
 * descriptors. One opaque field; not a key.
 *
 * @param <T> kind of value
 */
public final class VersionedTypeInfo<T> extends TypeInformation<T> {
  private final VersionedSerializer<T> serializer;

  /** The type information of the serializer's values. */
  public VersionedTypeInfo(VersionedSerializer<T> serializer) {
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<T> getTypeClass() {
    return serializer.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return serializer.type().getSimpleName();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VersionedTypeInfo<?> that && serializer.equals(that.serializer);
  }

  @Override
  public int hashCode() {
    return serializer.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof VersionedTypeInfo<?>;
  }
}
