package io.eddy.schemas.codec;

import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/**
 * Avro's view of the record classes of one package.
 *
 * <p>Avro instantiates classes by the names in a schema only where a list of the whole JVM trusts
 * them ({@code org.apache.avro.util.ClassSecurityValidator}), and that list does not hold Eddy's.
 * Here the classes of the package are found without it: nothing of the JVM has to be changed, and a
 * foreign schema can still name no other class. Not thread-safe.
 */
final class EddyRecords extends SpecificData {
  private final Package trusted;
  private final Map<String, Class<?>> classes = new HashMap<>();

  /** The package of a generated class, by its class loader. */
  EddyRecords(Class<?> type) {
    super(type.getClassLoader());
    this.trusted = type.getPackage();
    addLogicalTypeConversion(new TimeConversions.TimestampMicrosConversion());
  }

  @Override
  @SuppressWarnings("rawtypes") // As in Avro's own signature.
  public @Nullable Class getClass(Schema schema) {
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> {
        Class<?> known = classes.get(schema.getFullName());
        yield known != null ? known : load(schema);
      }
      default -> super.getClass(schema);
    };
  }

  @SuppressWarnings("rawtypes") // As in Avro's own signature.
  private @Nullable Class load(Schema schema) {
    if (!trusted.getName().equals(schema.getNamespace())) {
      return super.getClass(schema);
    }
    try {
      Class<?> loaded = Class.forName(schema.getFullName(), true, getClassLoader());
      classes.put(schema.getFullName(), loaded);
      return loaded;
    } catch (ClassNotFoundException e) {
      return null; // Avro's own answer for a class that is not there: read as a generic record.
    }
  }
}
