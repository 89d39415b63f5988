package io.millrace.record;

import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.lang.reflect.RecordComponent;

/**
 * A component of a record, as a column sees it. Immutable.
 *
 * @param name its name
 * @param type its class
 * @param kind what it holds
 * @param decimal its annotation, or null
 * @param eventTime its annotation, or null
 * @param nullable whether it can be null
 */
public record RecordField(
    String name,
    Class<?> type,
    FieldKind kind,
    Decimal decimal,
    EventTime eventTime,
    boolean nullable) {
  private static final int NANOSECONDS = 9;

  static RecordField of(Class<?> record, RecordComponent component) {
    Class<?> type = component.getType();
    Decimal decimal = component.getAnnotation(Decimal.class);
    EventTime eventTime = component.getAnnotation(EventTime.class);
    FieldKind kind = FieldKind.of(type);
    if (kind == FieldKind.LONG && decimal != null) {
      kind = FieldKind.UNSCALED;
    }
    if (kind == null) {
      throw wrong(
          record,
          component,
          "no SQL type for it; use a primitive, its wrapper, String, an enum,"
              + " BigDecimal, Instant, LocalDateTime, LocalDate, LocalTime or Duration");
    }
    if (decimal != null && kind != FieldKind.UNSCALED && kind != FieldKind.DECIMAL) {
      throw wrong(record, component, "@Decimal is for long and BigDecimal");
    }
    if (eventTime != null && !holdsEventTime(kind)) {
      throw wrong(record, component, "@EventTime is for Instant, LocalDateTime and long");
    }
    boolean nullable = !type.isPrimitive() && !component.isAnnotationPresent(NotNull.class);
    return new RecordField(component.getName(), type, kind, decimal, eventTime, nullable);
  }

  private static boolean holdsEventTime(FieldKind kind) {
    return kind == FieldKind.INSTANT || kind == FieldKind.DATE_TIME || kind == FieldKind.LONG;
  }

  private static IllegalArgumentException wrong(
      Class<?> record, RecordComponent component, String why) {
    return new IllegalArgumentException(
        "record component without a column: record="
            + record.getName()
            + ", component="
            + component.getType().getSimpleName()
            + " "
            + component.getName()
            + "; "
            + why);
  }

  /**
   * The type of the column that is declared from it.
   *
   * @throws IllegalArgumentException if it is a BigDecimal without {@link Decimal}
   */
  DataType columnType(Class<?> record) {
    DataType columnType =
        switch (kind) {
          case TEXT, ENUM -> DataType.varchar(DataType.UNLIMITED);
          case DECIMAL, UNSCALED -> decimalType(record);
          case INSTANT, DATE_TIME -> DataType.timestamp(NANOSECONDS);
          case TIME -> DataType.time(NANOSECONDS);
          case LONG ->
              eventTime == null ? DataType.of(TypeKind.BIGINT) : DataType.timestamp(NANOSECONDS);
          default -> DataType.of(kind.column());
        };
    return columnType.withNullable(nullable);
  }

  private DataType decimalType(Class<?> record) {
    if (decimal == null) {
      throw new IllegalArgumentException(
          "BigDecimal without precision: record="
              + record.getName()
              + ", component="
              + name
              + "; add @Decimal(precision = …, scale = …)");
    }
    DataType decimalType = DataType.decimal(decimal.precision(), decimal.scale());
    if (kind == FieldKind.UNSCALED && decimal.precision() > DataType.MAX_LONG_DECIMAL_PRECISION) {
      throw new IllegalArgumentException(
          "too many digits for a long: record="
              + record.getName()
              + ", component="
              + name
              + ", precision="
              + decimal.precision()
              + "; use at most 18, or a BigDecimal");
    }
    return decimalType;
  }

  /** Whether rows of a stream with a column of that type can be written from it. */
  boolean canWrite(DataType type) {
    if (kind == FieldKind.UNSCALED) {
      return type.kind() == TypeKind.DECIMAL
          && type.scale() == decimal.scale()
          && type.precision() <= DataType.MAX_LONG_DECIMAL_PRECISION;
    }
    return kind.canWrite(type);
  }

  /** Whether it can be read from a column of that type. */
  boolean canRead(DataType type) {
    return kind.canRead(type) && (kind != FieldKind.UNSCALED || type.scale() == decimal.scale());
  }

  @Override
  public String toString() {
    return type.getSimpleName() + " " + name;
  }
}
