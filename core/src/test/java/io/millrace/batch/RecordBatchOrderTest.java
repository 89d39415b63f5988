package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordBatchOrderTest {
  private static final Schema SCHEMA =
      Schema.of(List.of(new Column("t", DataType.of(TypeKind.BIGINT).withNullable(false))));

  private static RecordBatch ascending(long... values) {
    RecordBatch batch = new RecordBatch(SCHEMA, 16);
    System.arraycopy(values, 0, batch.column(0).longs(), 0, values.length);
    batch.rowCount(values.length);
    batch.markAscending(0);
    return batch;
  }

  @Test
  void shouldKeepOrderWhenRowsThatContinueItAreAppended() {
    RecordBatch target = new RecordBatch(SCHEMA, 16);
    target.appendRange(ascending(1, 2, 3), 0, 3);
    assertThat(target.isAscending(0)).isTrue();
    target.appendRows(ascending(2, 3, 9), new int[] {1, 2}, 0, 2);
    assertThat(target.isAscending(0)).isTrue();
    target.appendRow(ascending(9), 0);
    assertThat(target.isAscending(0)).isTrue();
  }

  @Test
  void shouldLoseOrderWhenARowGoesBack() {
    RecordBatch target = new RecordBatch(SCHEMA, 16);
    target.appendRange(ascending(5, 6), 0, 2);
    target.appendRange(ascending(5, 6), 0, 2);
    assertThat(target.isAscending(0)).isFalse();
  }

  @Test
  void shouldLoseOrderWhenRowsOfUnknownOrderCome() {
    RecordBatch unknown = new RecordBatch(SCHEMA, 16);
    unknown.column(0).longs()[0] = 7;
    unknown.rowCount(1);
    RecordBatch target = new RecordBatch(SCHEMA, 16);
    target.appendRange(ascending(5, 6), 0, 2);
    target.appendRange(unknown, 0, 1);
    assertThat(target.isAscending(0)).isFalse();
    target.appendRange(ascending(8, 9), 0, 2);
    assertThat(target.isAscending(0)).isFalse();
  }

  @Test
  void shouldLoseOrderWhenRowsAreDeclaredOrForgotten() {
    RecordBatch batch = ascending(1, 2);
    batch.rowCount(3);
    assertThat(batch.isAscending(0)).isFalse();
    RecordBatch other = ascending(1, 2);
    other.clear();
    assertThat(other.isAscending(0)).isFalse();
  }
}
