package io.millrace.warmup;

import io.millrace.publish.RowWriter;
import io.millrace.publish.StreamPublisher;
import io.millrace.query.StreamDefinition;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.Schema;
import java.nio.charset.StandardCharsets;

/**
 * Rows of any schema: small numbers, short texts of few values, times that ascend by a millisecond,
 * now and then a NULL where it is allowed. One thread.
 */
final class MadeUpRows {
  private static final int DISTINCT = 1000;
  private static final int NULL_EVERY = 16;
  private static final long STEP_NS = 1_000_000;
  private static final int DIGITS_OF_STEP = 3;
  private static final int MOST_DIGITS = 4;
  private static final long SECOND_NS = 1_000_000_000;
  private static final long DAY_NS = 86_400 * SECOND_NS;

  /** 2000-01-01T00:00:00. */
  private static final long START_NS = 946_684_800 * SECOND_NS;

  private final StreamDefinition stream;
  private final Decimal128 wide = new Decimal128();
  private final byte[][] texts = new byte[DISTINCT][];
  private long made;

  MadeUpRows(StreamDefinition stream) {
    this.stream = stream;
    for (int i = 0; i < DISTINCT; i++) {
      texts[i] = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** Publishes one row. */
  void publish(StreamPublisher publisher) {
    RowWriter row = publisher.row();
    Schema schema = stream.schema();
    for (int column = 0; column < schema.size(); column++) {
      boolean isEventTime = stream.watermark() != null && stream.watermark().column() == column;
      boolean nullable = schema.column(column).type().nullable() && !isEventTime;
      if (!nullable || (made + column) % NULL_EVERY != 0) {
        set(row, schema.column(column).type(), column);
      }
    }
    made++;
    row.end();
  }

  private void set(RowWriter row, DataType type, int column) {
    int value = (int) ((made * 31 + column) % DISTINCT) + 1;
    switch (type.storage()) {
      case BYTE -> row.setBoolean(column, value % 2 == 0);
      case INT -> row.setInt(column, value);
      case LONG -> row.setLong(column, whole(type, value));
      case FLOAT -> row.setFloat(column, value);
      case DOUBLE -> row.setDouble(column, value);
      case LONG_PAIR -> row.setDecimal(column, wide.set(0, value));
      case BYTES -> row.setVarchar(column, texts[value - 1], 0, length(type, value));
    }
  }

  private long whole(DataType type, int value) {
    return switch (type.kind()) {
      case TIMESTAMP -> START_NS + timeNs(type);
      case TIME -> timeNs(type) % DAY_NS;
      case DECIMAL -> type.precision() < MOST_DIGITS ? 1 : value;
      default -> value;
    };
  }

  /** Whole seconds for types that keep no milliseconds. */
  private long timeNs(DataType type) {
    long ns = made * STEP_NS;
    return type.precision() < DIGITS_OF_STEP ? ns - ns % SECOND_NS : ns;
  }

  private int length(DataType type, int value) {
    int length = texts[value - 1].length;
    return type.precision() == DataType.UNLIMITED ? length : Math.min(length, type.precision());
  }
}
