package io.eddy.ingest.internal.decode;

import java.util.ArrayList;
import java.util.List;

/** Numbers the fields that a mapping names; a field named twice has one number. */
final class FieldSlots {
  private final List<String> fields = new ArrayList<>();

  /** The number of a field, new if it was not named before. */
  int of(String field) {
    int slot = fields.indexOf(field);
    if (slot < 0) {
      fields.add(field);
      slot = fields.size() - 1;
    }
    return slot;
  }

  /** The fields in the order of their numbers. */
  List<String> fields() {
    return List.copyOf(fields);
  }
}
