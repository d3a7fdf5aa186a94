package io.eddy.memory.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.memory.layout.CorruptLayoutException;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.junit.jupiter.api.Test;

class SerializerMigrationTest {
  private final TypeSerializer<Greeting> current = new Greeting.Serializer();

  @Test
  void migratesStateOfAnEarlierVersion() throws IOException {
    TypeSerializerSnapshot<Greeting> old = Bytes.snapshot(Greeting.snapshotOfVersion(1));

    assertThat(resolve(old).isCompatibleAfterMigration()).isTrue();
    Greeting read = Bytes.value(old.restoreSerializer(), Greeting.versionOne("hello"));
    assertThat(read).isEqualTo(new Greeting("hello", 1));
    assertThat(Bytes.value(current, Bytes.of(current, read))).isEqualTo(read);
  }

  @Test
  void readsValuesOfAnEarlierVersionThatWereNotRewritten() throws IOException {
    assertThat(Bytes.value(current, Greeting.versionOne("hello")))
        .isEqualTo(new Greeting("hello", 1));
  }

  @Test
  void takesStateOfItsOwnVersionAsItIs() throws IOException {
    TypeSerializerSnapshot<Greeting> same =
        Bytes.snapshot(Bytes.ofSnapshot(current.snapshotConfiguration()));

    assertThat(resolve(same).isCompatibleAsIs()).isTrue();
    assertThat(same.restoreSerializer()).isEqualTo(current);
  }

  @Test
  void refusesStateOfALaterVersion() throws IOException {
    assertThat(resolve(Bytes.snapshot(Greeting.snapshotOfVersion(3))).isIncompatible()).isTrue();

    byte[] later = Greeting.versionOne("hello");
    later[0] = 3;
    assertThatThrownBy(() -> Bytes.value(current, later))
        .isInstanceOf(CorruptLayoutException.class)
        .hasMessageContaining("Greeting of layout version 3")
        .hasMessageContaining("written by a later release");
  }

  @Test
  void refusesStateOfAnotherSerializer() {
    TypeSerializerSnapshot<Greeting> other = new Greeting.OtherSerializer().snapshotConfiguration();

    assertThat(resolve(other).isIncompatible()).isTrue();
  }

  @Test
  void namesASerializerThatIsGone() throws IOException {
    byte[] gone = Greeting.snapshot("io.eddy.Gone", 1);

    assertThatThrownBy(() -> Bytes.snapshot(gone))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'io.eddy.Gone', which this release cannot create");
  }

  @Test
  void namesAClassThatIsNoSerializer() throws IOException {
    byte[] wrong = Greeting.snapshot("java.lang.String", 1);

    assertThatThrownBy(() -> Bytes.snapshot(wrong))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'java.lang.String'");
  }

  private TypeSerializerSchemaCompatibility<Greeting> resolve(
      TypeSerializerSnapshot<Greeting> old) {
    return current.snapshotConfiguration().resolveSchemaCompatibility(old);
  }
}
