package io.millrace.cli.run;

import io.millrace.batch.RecordBatch;
import io.millrace.output.QueryFailedException;
import io.millrace.output.Subscriber;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Passes rows on with the sequence that caused them as a first column. One thread. */
final class SequencedRows implements Subscriber {
  private final Schema schema;
  private final Consumer<RecordBatch> target;
  private QueryFailedException failure;

  SequencedRows(Schema rows, Consumer<RecordBatch> target) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("sequence", DataType.of(TypeKind.BIGINT).withNullable(false)));
    columns.addAll(rows.columns());
    this.schema = Schema.of(columns);
    this.target = target;
  }

  /** The columns of what is passed on. */
  Schema schema() {
    return schema;
  }

  @Override
  public void onRows(RecordBatch rows, int partition, long sequence) {
    int count = rows.rowCount();
    RecordBatch sequenced = new RecordBatch(schema, Math.max(1, count));
    for (int row = 0; row < count; row++) {
      sequenced.column(0).longs()[row] = sequence;
      sequenced.kinds()[row] = rows.kinds()[row];
    }
    for (int i = 1; i < schema.size(); i++) {
      sequenced.column(i).copyRange(rows.column(i - 1), 0, 0, count);
    }
    sequenced.rowCount(count);
    target.accept(sequenced);
  }

  @Override
  public void onError(QueryFailedException cause) {
    failure = cause;
  }

  /** Why the query stopped, or null. */
  QueryFailedException failure() {
    return failure;
  }
}
