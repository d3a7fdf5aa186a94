package io.eddy.ingest.internal.decode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.eddy.ingest.mapping.Mapping.CsvLayout;
import io.eddy.schemas.topics.DeadLetterCode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the mapped columns of one line of RFC 4180; an empty column counts as absent. */
final class CsvReader implements RecordReader {
  private static final CsvFactory CSV = new CsvFactory();

  private final CsvSchema schema;
  private final int[] slotOfColumn;
  private final Utf8 utf8 = new Utf8();

  CsvReader(List<String> fields, CsvLayout layout) {
    this.schema = CsvSchema.emptySchema().withColumnSeparator(layout.separator());
    this.slotOfColumn = layout.columns().stream().mapToInt(fields::indexOf).toArray();
  }

  @Override
  public void read(byte[] bytes, @Nullable Object[] values) {
    try (CsvParser parser = CSV.createParser(utf8.decode(bytes))) {
      parser.setSchema(schema);
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw columns(0);
      }
      int column = 0;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        if (column < slotOfColumn.length && slotOfColumn[column] >= 0) {
          String text = parser.getText();
          values[slotOfColumn[column]] = text.isEmpty() ? null : text;
        }
        column++;
      }
      if (column != slotOfColumn.length) {
        throw columns(column);
      }
      if (parser.nextToken() != null) {
        throw new BadRecordException(
            DeadLetterCode.INVALID_CSV,
            "The record holds more than one line of CSV; send one line a record.");
      }
    } catch (JsonProcessingException e) {
      throw new BadRecordException(
          DeadLetterCode.INVALID_CSV,
          "The record is no line of CSV: %s.".formatted(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private BadRecordException columns(int found) {
    return new BadRecordException(
        DeadLetterCode.INVALID_CSV,
        "The record has %d columns, but the mapping declares %d; check the separator and csv.columns."
            .formatted(found, slotOfColumn.length));
  }
}
