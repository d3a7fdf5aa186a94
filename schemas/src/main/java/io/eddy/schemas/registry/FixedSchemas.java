package io.eddy.schemas.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The registry for {@code registry=none}: Eddy's own schemas under ids that never change. An id
 * names one version of one schema, {@code kind * 100 + version}; a new version takes a new id and
 * the old ones stay readable.
 *
 * <p>The versions are resources, {@code io/eddy/schemas/versions/<name>/<version>.avsc}, that are
 * only ever added to.
 */
final class FixedSchemas implements SchemaRegistry {
  /** Record names in the order of their kinds, from 1; append only. */
  static final List<String> KINDS =
      List.of(
          "EdgeEvent",
          "EdgeLabel",
          "EdgeScore",
          "LinkPrediction",
          "NodeMemory",
          "NodeEmbedding",
          "ModelRelease",
          "LateEvent",
          "IngestStatus");

  private static final int VERSIONS_PER_KIND = 100;
  private static final Map<String, List<Schema>> VERSIONS = load();
  private static final Map<Integer, Schema> BY_ID = ids();

  /** Every version of a record's schema, oldest first; empty for a name that is none of Eddy's. */
  static List<Schema> versions(String name) {
    return VERSIONS.getOrDefault(name, List.of());
  }

  @Override
  public int register(String subject, Schema schema) {
    Schema plain = PlainSchemas.plain(schema);
    List<Schema> versions = versions(schema.getName());
    int version = versions.lastIndexOf(plain) + 1;
    if (version == 0) {
      throw new SchemaRegistryException(
          "%s is none of Eddy's own schemas; with registry=none only those can be written"
              .formatted(schema.getFullName()),
          null);
    }
    return id(schema.getName(), version);
  }

  @Override
  public Schema byId(int id) {
    Schema schema = BY_ID.get(id);
    if (schema == null) {
      throw new UnknownSchemaException(
          "schema id %d is none of Eddy's fixed ids; was it written with a registry server? Set eddy.registry to its address"
              .formatted(id));
    }
    return schema;
  }

  @Override
  public boolean isCompatible(String subject, Schema schema) {
    List<Schema> versions = versions(schema.getName());
    if (versions.isEmpty()) {
      return false;
    }
    Schema latest = versions.get(versions.size() - 1);
    return latest.getFullName().equals(schema.getFullName())
        && PlainSchemas.canRead(schema, latest);
  }

  private static int id(String name, int version) {
    return (KINDS.indexOf(name) + 1) * VERSIONS_PER_KIND + version;
  }

  private static Map<Integer, Schema> ids() {
    Map<Integer, Schema> byId = new TreeMap<>();
    VERSIONS.forEach(
        (name, versions) -> {
          for (int version = 1; version <= versions.size(); version++) {
            byId.put(id(name, version), versions.get(version - 1));
          }
        });
    return byId;
  }

  private static Map<String, List<Schema>> load() {
    Map<String, List<Schema>> all = new LinkedHashMap<>();
    for (String name : KINDS) {
      List<Schema> versions = new ArrayList<>();
      for (Schema next = read(name, 1); next != null; next = read(name, versions.size() + 1)) {
        versions.add(next);
      }
      all.put(name, List.copyOf(versions));
    }
    return all;
  }

  private static @Nullable Schema read(String name, int version) {
    String resource = "/io/eddy/schemas/versions/%s/%d.avsc".formatted(name, version);
    try (InputStream in = FixedSchemas.class.getResourceAsStream(resource)) {
      return in == null ? null : new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read resource " + resource, e);
    }
  }
}
