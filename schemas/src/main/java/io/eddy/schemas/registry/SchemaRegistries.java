package io.eddy.schemas.registry;

import java.net.URI;

/** Opens the registry that the option {@code eddy.registry} names. */
public final class SchemaRegistries {
  private SchemaRegistries() {}

  /**
   * {@code none} for Eddy's fixed ids, or the {@code http(s)://} address of a registry server.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static SchemaRegistry open(String registry) {
    if (registry.equals("none")) {
      return new FixedSchemas();
    }
    if (registry.matches("https?://.+")) {
      return new HttpSchemaRegistry(URI.create(registry));
    }
    throw new IllegalArgumentException(
        "registry '" + registry + "': expected none, or an http:// or https:// address");
  }
}
