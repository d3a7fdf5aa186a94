package io.eddy.schemas.registry;

/** The registry was asked and has no schema with this id; asking again would not help. */
public final class UnknownSchemaException extends SchemaRegistryException {
  private static final long serialVersionUID = 1L;

  /** Which id, and of which registry. */
  public UnknownSchemaException(String message) {
    super(message, null);
  }
}
