package io.eddy.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.schemas.EdgeEvent;
import io.eddy.schemas.IngestStatus;
import io.eddy.schemas.LateEvent;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class FixedSchemasTest {
  private static final Schema FOREIGN =
      SchemaBuilder.record("EdgeEvent").namespace("elsewhere").fields().endRecord();
  private final SchemaRegistry registry = SchemaRegistries.open("none");

  @Test
  void idsAreKindAndVersionWhateverTheSubject() {
    assertThat(registry.register("a-value", EdgeEvent.getClassSchema())).isEqualTo(101);
    assertThat(registry.register("b-value", LateEvent.getClassSchema())).isEqualTo(801);
    assertThat(registry.register("c-value", IngestStatus.getClassSchema())).isEqualTo(901);
  }

  @Test
  void aSchemaIsFoundByItsIdWithoutTheGeneratorsProperties() {
    Schema late = registry.byId(801);

    assertThat(late.getFullName()).isEqualTo("io.eddy.schemas.LateEvent");
    assertThat(late.getField("event").schema().getFields()).hasSize(6);
    assertThat(late.toString()).doesNotContain("avro.java.string");
  }

  @Test
  void onlyEddysOwnSchemasAreTaken() {
    assertThatThrownBy(() -> registry.register("a-value", FOREIGN))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContaining("elsewhere.EdgeEvent is none of Eddy's own schemas");
    assertThat(registry.isCompatible("a-value", FOREIGN)).isFalse();
    assertThat(registry.isCompatible("a-value", EdgeEvent.getClassSchema())).isTrue();
    assertThatThrownBy(() -> registry.byId(102))
        .isInstanceOf(UnknownSchemaException.class)
        .hasMessageContaining("schema id 102");
  }

  @Test
  void onlyNoneAndHttpAddressesAreOpened() {
    assertThat(SchemaRegistries.open("https://registry:8081"))
        .isInstanceOf(HttpSchemaRegistry.class);
    assertThatThrownBy(() -> SchemaRegistries.open("registry:8081"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("registry 'registry:8081': expected none, or an http:// or https:// address");
    assertThatThrownBy(() -> SchemaRegistries.open("http://a b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a b");
  }
}
