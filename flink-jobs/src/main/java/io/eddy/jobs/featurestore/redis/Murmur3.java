package io.eddy.jobs.featurestore.redis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** MurmurHash3 in its 32-bit variant for x86, seed 0 (Austin Appleby, public domain). */
final class Murmur3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private Murmur3() {}

  static int hash32(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int hash = 0;
    while (in.remaining() >= Integer.BYTES) {
      hash = Integer.rotateLeft(hash ^ mixed(in.getInt()), 13) * 5 + 0xe6546b64;
    }
    int tail = 0;
    for (int shift = 0; in.hasRemaining(); shift += Byte.SIZE) {
      tail |= Byte.toUnsignedInt(in.get()) << shift;
    }
    hash ^= mixed(tail) ^ bytes.length;
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return hash ^ (hash >>> 16);
  }

  private static int mixed(int word) {
    return Integer.rotateLeft(word * C1, 15) * C2;
  }
}
