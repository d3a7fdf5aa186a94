package io.eddy.jobs.featurestore.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eddy.jobs.featurestore.FeatureNames;
import io.eddy.jobs.featurestore.FeatureStoreException;
import io.eddy.jobs.featurestore.NodeIdType;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes are those that Feast 0.66 wrote for the same values. */
class FeastLayoutTest {
  @Test
  void aNumberedEntityHasFeastsKey() {
    assertThat(hex(keys(NodeIdType.INT64).entity("1001")))
        .isEqualTo("0100000002000000070000006e6f64655f69640400000008000000e90300000000000074676e");
  }

  @Test
  void aNamedEntityHasFeastsKey() {
    assertThat(hex(keys(NodeIdType.STRING).entity("u42")))
        .isEqualTo("0100000002000000070000006e6f64655f6964020000000300000075343274676e");
  }

  @Test
  void aFeatureHasFeastsField() {
    assertThat(hex(keys(NodeIdType.STRING).feature("emb"))).isEqualTo("289c917d");
  }

  @Test
  void aFloatListIsAFeastValue() {
    assertThat(hex(FeastValues.floats(new float[] {9, 1, -0.5f, 9}, 1, 2)))
        .isEqualTo("82010a0a080000803f000000bf");
  }

  /** By the numbers in Feast's Value.proto: {@code string_val} is 2, {@code int64_val} 4. */
  @Test
  void aNumberAndATextAreFeastValues() {
    assertThat(hex(FeastValues.int64(1001))).isEqualTo("20e907");
    assertThat(hex(FeastValues.int64(-1))).isEqualTo("20ffffffffffffffffff01");
    assertThat(hex(FeastValues.text("u42"))).isEqualTo("1203753432");
  }

  @Test
  void aTimeIsATimestamp() {
    assertThat(hex(FeastValues.timestamp(1_700_000_000_123_000L)))
        .isEqualTo("0880e2cfaa0610c0a9d33a");
  }

  /** Test vectors published with the reference implementation, seed 0. */
  @ParameterizedTest
  @CsvSource({
    "'',0",
    "hello,613153351",
    "'hello, world',345750399",
    "test,-1167338989",
    "'Hello, world!',-1070186941"
  })
  void murmurHashesLikeItsReference(String text, int hash) {
    assertThat(Murmur3.hash32(FeastKeys.utf8(text))).isEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void valuesAreReadAsTheyWereWritten(long seed) {
    Random random = new Random(seed);
    float[] vector = new float[random.nextInt(300)];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    long number = random.nextLong();
    long micros = random.nextLong(-1L << 50, 1L << 55);
    assertThat(FeastValues.floats(FeastValues.floats(vector, 0, vector.length))).isEqualTo(vector);
    assertThat(FeastValues.int64(FeastValues.int64(number))).isEqualTo(number);
    assertThat(FeastValues.timestampMicros(FeastValues.timestamp(micros))).isEqualTo(micros);
    assertThat(FeastValues.text(FeastValues.text("é" + number))).isEqualTo("é" + number);
  }

  @Test
  void aValueOfAnotherTypeIsNotReadAsFloats() {
    assertThatThrownBy(() -> FeastValues.floats(FeastValues.text("x")))
        .isInstanceOf(FeatureStoreException.class)
        .hasMessageContaining("list of floats");
  }

  @Test
  void anIdThatIsNoNumberIsNamedWhereIdsAreNumbers() {
    assertThatThrownBy(() -> keys(NodeIdType.INT64).entity("u42"))
        .isInstanceOf(FeatureStoreException.class)
        .hasMessageContaining("'u42'")
        .hasMessageContaining("eddy.features.entity-type");
  }

  private static FeastKeys keys(NodeIdType type) {
    return new FeastKeys(new FeatureNames("tgn", "node_embedding", "node_id", type, "emb"));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
