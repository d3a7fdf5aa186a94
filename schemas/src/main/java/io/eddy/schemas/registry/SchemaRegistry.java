package io.eddy.schemas.registry;

import org.apache.avro.Schema;

/** Gives schemas ids and finds them again by id. Implementations are thread-safe and cache. */
public interface SchemaRegistry {

  /**
   * The id of a schema under a subject, registered if it is new there.
   *
   * @throws SchemaRegistryException if it is refused (incompatible with an earlier version) or the
   *     registry cannot be reached
   */
  int register(String subject, Schema schema);

  /**
   * The schema with an id.
   *
   * @throws UnknownSchemaException if there is none
   * @throws SchemaRegistryException if the registry cannot be reached
   */
  Schema byId(int id);

  /**
   * Whether readers of a schema could read what the subject's latest version wrote (BACKWARD); true
   * for a new subject.
   *
   * @throws SchemaRegistryException if the registry cannot be reached
   */
  boolean isCompatible(String subject, Schema schema);
}
