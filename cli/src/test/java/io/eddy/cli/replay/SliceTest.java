package io.eddy.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.cli.data.DataEvent;
import io.eddy.cli.data.DataLabel;
import io.eddy.cli.data.DataSet;
import io.eddy.schemas.SubjectKind;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class SliceTest {
  /** Events at 0 to 9, a label at 5 and one at 100, after the last event. */
  private final DataSet data =
      new DataSet(
          "d",
          List.of(),
          LongStream.range(0, 10)
              .mapToObj(t -> new DataEvent("d-" + t, "a", "b", t, new float[0], ""))
              .toList(),
          List.of(
              new DataLabel("d-5", SubjectKind.EVENT, 1, 5),
              new DataLabel("a", SubjectKind.NODE, 1, 100)));

  @Test
  void allTakesEveryEventAndLabel() {
    assertThat(times(Slice.ALL)).hasSize(10);
    assertThat(Slice.ALL.labels(data, Slice.ALL.events(data))).hasSize(2);
  }

  @Test
  void theEndIsExclusive() {
    assertThat(times(new Slice(2, 5, 100))).containsExactly(2L, 3L, 4L);
    assertThat(new Slice(2, 5, 100).labels(data, new Slice(2, 5, 100).events(data))).isEmpty();
    assertThat(new Slice(2, 6, 100).labels(data, new Slice(2, 6, 100).events(data))).hasSize(1);
  }

  @Test
  void aLimitCutsTheLabelsToo() {
    Slice slice = Slice.first(6);
    assertThat(times(slice)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(slice.labels(data, slice.events(data)))
        .extracting(DataLabel::subject)
        .containsExactly("d-5");
  }

  private List<Long> times(Slice slice) {
    return slice.events(data).stream().map(DataEvent::timeMicros).toList();
  }
}
