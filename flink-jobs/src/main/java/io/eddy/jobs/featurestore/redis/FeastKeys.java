package io.eddy.jobs.featurestore.redis;

import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.NodeIdType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Keys and hash fields of Feast's online store in Redis.
 *
 * <p>An entity key, serialization version 3, all numbers 32 bits little endian: how many join keys;
 * for each, 2 (the value type of a text), its length and UTF-8; for each value, its type, its
 * length and bytes; then the project's name without a length. An entity of Eddy has one join key.
 *
 * <p>A feature's field is murmur3_32 (seed 0) of {@code view:feature} as four bytes little endian;
 * the event time's is the text {@code _ts:view}.
 */
final class FeastKeys {
  private static final int STRING = 2;
  private static final int INT64 = 4;

  private final FeatureNames names;
  private final byte[] joinKey;
  private final byte[] project;

  FeastKeys(FeatureNames names) {
    this.names = names;
    this.joinKey = utf8(names.entity());
    this.project = utf8(names.project());
  }

  /**
   * Key of a node's hash.
   *
   * @throws io.eddy.jobs.featurestore.FeatureStoreException if ids are numbers and this is none
   */
  byte[] entity(String node) {
    boolean number = names.idType() == NodeIdType.INT64;
    byte[] id = number ? int64(NodeIdType.number(node)) : utf8(node);
    ByteBuffer key =
        ByteBuffer.allocate(5 * Integer.BYTES + joinKey.length + id.length + project.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    key.putInt(1).putInt(STRING).putInt(joinKey.length).put(joinKey);
    key.putInt(number ? INT64 : STRING).putInt(id.length).put(id);
    return key.put(project).array();
  }

  /** Field of a feature of the view. */
  byte[] feature(String feature) {
    return ByteBuffer.allocate(Integer.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(Murmur3.hash32(utf8(names.view() + ":" + feature)))
        .array();
  }

  /** Field of the view's event time. */
  byte[] time() {
    return utf8("_ts:" + names.view());
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] int64(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }
}
