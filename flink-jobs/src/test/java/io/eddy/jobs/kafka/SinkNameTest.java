package io.eddy.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.connector.kafka.sink.internal.TransactionalIdFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class SinkNameTest {
  @ParameterizedTest
  @EnumSource
  void aTransactionThatFlinkNamesIsTheJobs(SinkName sink) {
    String id =
        TransactionalIdFactory.buildTransactionalId(sink.transactionalIdPrefix("eddy"), 3, 17);
    assertThat(SinkName.isTransactionOf("eddy", id)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "eddy-scoring-predictions-0-1, true",
    "eddy-scoring-dead-letters-12-30, true",
    "eddy-scoring-eu-predictions-0-1, false",
    "eddy-scoring-predictions-0, false",
    "eddy-scoring2-predictions-0-1, false",
    "eddy.scoring-predictions-0-1, false",
    "other, false"
  })
  void aJobsTransactionsAreThoseOfItsSinksOnly(String id, boolean its) {
    assertThat(SinkName.isTransactionOf("eddy-scoring", id)).isEqualTo(its);
    assertThat(SinkName.isTransactionOf("eddy.scoring", id))
        .isEqualTo(id.startsWith("eddy.scoring"));
  }
}
