package io.millrace.record;

import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;
import io.millrace.type.Column;
import io.millrace.type.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The components of a record class and the columns that they belong to. Names are matched without
 * regard to case and underscores: {@code windowEnd} is {@code window_end}. Immutable.
 */
public final class RecordSchema {
  private static final long NANOS_OF_MILLI = 1_000_000;

  private final Class<? extends Record> type;
  private final List<RecordField> fields;

  /**
   * Looks at a record class.
   *
   * @throws IllegalArgumentException if a component has a class that no SQL type fits
   */
  public RecordSchema(Class<? extends Record> type) {
    this.type = type;
    this.fields =
        Arrays.stream(type.getRecordComponents())
            .map(component -> RecordField.of(type, component))
            .toList();
    if (fields.isEmpty()) {
      throw new IllegalArgumentException(
          "record without components: record=" + type.getName() + "; a row has a column at least");
    }
  }

  /**
   * Declares a stream with a column for each component, in their order.
   *
   * @throws IllegalArgumentException if a BigDecimal has no {@link Decimal}, or there are several
   *     {@link EventTime}s
   */
  public StreamDefinition stream(String name) {
    List<Column> columns = new ArrayList<>();
    WatermarkSpec watermark = null;
    for (RecordField field : fields) {
      if (field.eventTime() != null) {
        if (watermark != null) {
          throw new IllegalArgumentException(
              "several event times: record=" + type.getName() + "; mark one component");
        }
        watermark = new WatermarkSpec(columns.size(), field.eventTime().delayMs() * NANOS_OF_MILLI);
      }
      columns.add(new Column(field.name(), field.columnType(type)));
    }
    return new StreamDefinition(name, Schema.of(columns), watermark, Map.of());
  }

  /**
   * The columns of a stream, each with the component that it is written from.
   *
   * @throws IllegalArgumentException if a component has no column or does not fit it, or a NOT NULL
   *     column has no component
   */
  public List<ColumnBinding> toStream(String stream, Schema schema) {
    List<String> wrong = new ArrayList<>();
    ColumnBinding[] bindings = new ColumnBinding[schema.size()];
    for (RecordField field : fields) {
      int index = indexOf(schema, field.name());
      if (index < 0) {
        wrong.add("no column for " + field);
      } else if (!field.canWrite(schema.type(index))) {
        wrong.add(field + " is not for " + schema.column(index));
      } else {
        bindings[index] = new ColumnBinding(index, schema.column(index), field);
      }
    }
    for (int i = 0; i < bindings.length; i++) {
      if (bindings[i] == null) {
        bindings[i] = new ColumnBinding(i, schema.column(i), null);
        if (!schema.type(i).nullable()) {
          wrong.add("no component for " + schema.column(i));
        }
      }
    }
    check(wrong, "stream " + stream, schema);
    return List.of(bindings);
  }

  /**
   * The components, each with the column of a query's output that it is read from.
   *
   * @throws IllegalArgumentException if a component has no column or cannot hold its values
   */
  public List<ColumnBinding> fromOutput(Schema schema) {
    List<String> wrong = new ArrayList<>();
    List<ColumnBinding> bindings = new ArrayList<>();
    for (RecordField field : fields) {
      int index = indexOf(schema, field.name());
      if (index < 0) {
        wrong.add("no column for " + field);
      } else if (!field.canRead(schema.type(index))) {
        wrong.add(field + " cannot hold " + schema.column(index));
      } else {
        bindings.add(new ColumnBinding(index, schema.column(index), field));
      }
    }
    check(wrong, "the query's output", schema);
    return bindings;
  }

  private void check(List<String> wrong, String other, Schema schema) {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          "record does not fit "
              + other
              + ": "
              + String.join(", ", wrong)
              + "; record="
              + type.getSimpleName()
              + fields.toString().replace('[', '(').replace(']', ')')
              + ", columns="
              + schema);
    }
  }

  private static int indexOf(Schema schema, String component) {
    int exact = schema.indexOf(component);
    if (exact >= 0) {
      return exact;
    }
    for (int i = 0; i < schema.size(); i++) {
      if (plain(schema.column(i).name()).equals(plain(component))) {
        return i;
      }
    }
    return -1;
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
