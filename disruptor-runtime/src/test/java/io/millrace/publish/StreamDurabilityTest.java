package io.millrace.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.RecordBatch;
import io.millrace.durability.JournalMode;
import io.millrace.durability.SourcePosition;
import io.millrace.ring.Origin;
import io.millrace.ring.SourcePoint;
import io.millrace.ring.StreamPoint;
import io.millrace.type.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamDurabilityTest {
  private static final String NAME = "source";

  private final StreamDurability durability =
      new StreamDurability(JournalMode.WRITTEN, ring -> null);
  private final RecordBatch batch = new RecordBatch(Schema.of(), 1);

  private void replay(long event, long rows) {
    Origin origin = new Origin().set(event, SourcePoint.hash(NAME), rows, rows - 1, rows - 2);
    durability.replay(origin, batch, null);
  }

  private static StreamPoint point(long event) {
    return new StreamPoint(event, 0, false, List.of(new SourcePoint(NAME, 0, 0, 0, 0)));
  }

  @Test
  void shouldKnowHowFarASourceIsWhenItsNameComesFromAnotherRing() {
    replay(1, 10);
    replay(2, 20);
    durability.restore(point(0));
    assertThat(durability.position(NAME)).isEqualTo(new SourcePosition(NAME, 20, 19, 18));
    assertThat(durability.knows(NAME)).isTrue();
    replay(3, 30);
    assertThat(durability.position(NAME).rows()).isEqualTo(30);
  }

  @Test
  void shouldKnowHowFarASourceIsWhenNoRecordTellsItsName() {
    replay(1, 10);
    assertThat(durability.position(NAME)).isEqualTo(new SourcePosition(NAME, 10, 9, 8));
    assertThat(durability.knows(NAME)).isFalse();
    assertThat(durability.open("stream", NAME).rows()).isEqualTo(10);
  }

  @Test
  void shouldNotGoBackWhenAnOlderRecordTellsTheNameAgain() {
    durability.restore(point(0));
    replay(1, 10);
    durability.restore(point(0));
    assertThat(durability.position(NAME).rows()).isEqualTo(10);
  }
}
