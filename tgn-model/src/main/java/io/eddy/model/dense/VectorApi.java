package io.eddy.model.dense;

/**
 * Whether this JVM has the Vector API, an incubating module: it must be started with {@code
 * --add-modules jdk.incubator.vector}. Classes that use it may be loaded only where it is present.
 */
public final class VectorApi {
  private static final boolean PRESENT =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  private VectorApi() {}

  /** True if the module is there. */
  public static boolean present() {
    return PRESENT;
  }
}
