package io.eddy.ingest.mapping;

import io.eddy.ingest.mapping.Mapping.IdRule;
import io.eddy.ingest.mapping.Mapping.TypeRule;
import java.util.List;

/** Checks that the fields a CSV mapping names are among its columns. */
final class CsvChecks {
  private CsvChecks() {}

  static void check(Mapping mapping, YamlSection root) {
    List<String> columns = mapping.csv().columns();
    if (mapping.id() instanceof IdRule.Field id) {
      column("id", id.field(), columns, root);
    } else if (mapping.id() instanceof IdRule.Generated generated) {
      generated.fields().forEach(field -> column("id.generate", field, columns, root));
    }
    column("src", mapping.src(), columns, root);
    column("dst", mapping.dst(), columns, root);
    column("time.field", mapping.time().field(), columns, root);
    if (mapping.type() instanceof TypeRule.Field type) {
      column("type", type.field(), columns, root);
    }
    for (FeatureField feature : mapping.features().fields()) {
      if (feature instanceof FeatureField.Vector vector) {
        root.problem(
            "features.fields",
            "array '%s' cannot be in CSV; declare each column as a field"
                .formatted(vector.field()));
      } else {
        column("features.fields", feature.field(), columns, root);
      }
    }
  }

  private static void column(String key, String field, List<String> columns, YamlSection root) {
    if (!field.isEmpty() && !columns.contains(field)) {
      root.problem(
          key, "'%s' is none of the columns %s".formatted(field, String.join(", ", columns)));
    }
  }
}
