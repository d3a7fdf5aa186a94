package io.eddy.jobs.loop;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Type information of {@link LoopRecord}, made from that of the program's messages.
 *
 * @param <M> a message between nodes
 */
final class LoopRecordTypeInfo<M> extends TypeInformation<LoopRecord<M>> {
  private static final long serialVersionUID = 1L;

  private final TypeInformation<M> payload;

  LoopRecordTypeInfo(TypeInformation<M> payload) {
    this.payload = payload;
  }

  @Override
  public LoopRecordSerializer<M> createSerializer(SerializerConfig config) {
    TypeSerializer<M> payloads = payload.createSerializer(config);
    return new LoopRecordSerializer<>(payloads);
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
  @SuppressWarnings({"unchecked", "rawtypes"}) // A class literal has no type argument.
  public Class<LoopRecord<M>> getTypeClass() {
    return (Class) LoopRecord.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public String toString() {
    return "LoopRecord<" + payload + ">";
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LoopRecordTypeInfo<?> that && payload.equals(that.payload);
  }

  @Override
  public int hashCode() {
    return payload.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof LoopRecordTypeInfo<?>;
  }
}
