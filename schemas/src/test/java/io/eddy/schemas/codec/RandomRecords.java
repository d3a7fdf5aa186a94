package io.eddy.schemas.codec;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Seeded records of any generated class, with every branch of a union taken now and then. */
final class RandomRecords {
  private final Random random;

  RandomRecords(long seed) {
    this.random = new Random(seed);
  }

  <T extends SpecificRecord> T next(Class<T> type) {
    try {
      T record = type.getDeclaredConstructor().newInstance();
      for (Schema.Field field : record.getSchema().getFields()) {
        record.put(field.pos(), value(type, field.schema()));
      }
      return record;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Object value(Class<?> owner, Schema schema) throws ReflectiveOperationException {
    return switch (schema.getType()) {
      case STRING -> text();
      case INT -> random.nextInt();
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMicros
              ? Instant.EPOCH.plus(random.nextLong() >> 12, ChronoUnit.MICROS)
              : (Object) random.nextLong();
      case FLOAT -> random.nextFloat();
      case DOUBLE -> random.nextGaussian();
      case NULL -> null;
      case UNION -> value(owner, schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        @SuppressWarnings({"unchecked", "rawtypes"})
        Enum<?> constant =
            Enum.valueOf(
                (Class) Class.forName(schema.getFullName()),
                symbols.get(random.nextInt(symbols.size())));
        yield constant;
      }
      case RECORD -> next(Class.forName(schema.getFullName()).asSubclass(SpecificRecord.class));
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          items.add(value(owner, schema.getElementType()));
        }
        yield items;
      }
      default -> throw new AssertionError("no values for " + schema);
    };
  }

  private String text() {
    int length = random.nextInt(12);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x1F300 + i);
    }
    return text.toString();
  }
}
