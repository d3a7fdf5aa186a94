package io.eddy.model.smpnn.graph;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap that is given back at once: a snapshot's graph must not wait for a
 * garbage collection, of which there may be none for hours.
 */
final class OffHeap {
  private static final MethodHandle FREE = free();

  private OffHeap() {}

  /**
   * So many elements of 4 bytes, all 0.
   *
   * @throws IllegalArgumentException if one buffer cannot hold them
   */
  static ByteBuffer ofWords(long words) {
    if (words * Integer.BYTES > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%,d entries of a graph, but one holds at most %,d; cut the graph into clusters"
              .formatted(words, Integer.MAX_VALUE / Integer.BYTES));
    }
    return ByteBuffer.allocateDirect((int) (words * Integer.BYTES)).order(ByteOrder.nativeOrder());
  }

  /** Gives memory back; whoever reads the buffer afterwards may end the process. */
  static void free(ByteBuffer buffer) {
    try {
      FREE.invoke(buffer);
    } catch (Throwable e) {
      throw new IllegalStateException("cannot free memory outside the heap", e);
    }
  }

  private static MethodHandle free() {
    try {
      Class<?> type = Class.forName("sun.misc.Unsafe");
      Field instance = type.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      return MethodHandles.lookup()
          .findVirtual(type, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
          .bindTo(instance.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "this Java runtime lacks the module jdk.unsupported, which frees memory outside the heap",
          e);
    }
  }
}
