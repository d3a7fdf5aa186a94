package io.eddy.schemas.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry refused, does not know, or could not be reached; the message says which and where.
 */
public sealed class SchemaRegistryException extends RuntimeException
    permits UnknownSchemaException {
  private static final long serialVersionUID = 1L;

  /** What went wrong, and the cause where there is one. */
  public SchemaRegistryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
