package io.eddy.jobs.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void aNameIsOneObjectUntilAnotherTakesItsPlace() {
    Names names = new Names();
    String first = names.of("Aa");
    assertThat(names.of(new String("Aa"))).isSameAs(first);
    // "Aa" and "BB" have the same hash.
    assertThat(names.of("BB")).isEqualTo("BB");
    assertThat(names.of("Aa")).isEqualTo("Aa");
    assertThat(names.of("")).isEmpty();
  }
}
