package io.millrace.record;

import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Map;
import java.util.Set;

/** What a component holds, and which columns it can hold the values of. */
public enum FieldKind {
  /** {@code boolean}. */
  BOOLEAN(TypeKind.BOOLEAN, Set.of()),
  /** {@code byte}; written, never read, as it cannot hold every INTEGER. */
  BYTE(TypeKind.INTEGER, Set.of()),
  /** {@code short}; written, never read, as it cannot hold every INTEGER. */
  SHORT(TypeKind.INTEGER, Set.of()),
  /** {@code int}. */
  INT(TypeKind.INTEGER, Set.of()),
  /** {@code long}: a number, or nanoseconds. */
  LONG(
      TypeKind.BIGINT,
      Set.of(TypeKind.INTEGER, TypeKind.TIMESTAMP, TypeKind.TIME, TypeKind.INTERVAL_DAY)),
  /** {@code float}. */
  FLOAT(TypeKind.REAL, Set.of()),
  /** {@code double}. */
  DOUBLE(TypeKind.DOUBLE, Set.of(TypeKind.REAL)),
  /** {@code String}. */
  TEXT(TypeKind.VARCHAR, Set.of()),
  /** An enum, by the names of its constants. */
  ENUM(TypeKind.VARCHAR, Set.of()),
  /** {@code BigDecimal}. */
  DECIMAL(TypeKind.DECIMAL, Set.of(TypeKind.BIGINT, TypeKind.INTEGER)),
  /** {@code long} with {@link Decimal}: the unscaled value. */
  UNSCALED(TypeKind.DECIMAL, Set.of()),
  /** {@code Instant}. */
  INSTANT(TypeKind.TIMESTAMP, Set.of()),
  /** {@code LocalDateTime}. */
  DATE_TIME(TypeKind.TIMESTAMP, Set.of()),
  /** {@code LocalDate}. */
  DATE(TypeKind.DATE, Set.of()),
  /** {@code LocalTime}. */
  TIME(TypeKind.TIME, Set.of()),
  /** {@code Duration}. */
  DURATION(TypeKind.INTERVAL_DAY, Set.of());

  private static final Map<Class<?>, FieldKind> OF_CLASS =
      Map.ofEntries(
          Map.entry(boolean.class, BOOLEAN),
          Map.entry(Boolean.class, BOOLEAN),
          Map.entry(byte.class, BYTE),
          Map.entry(Byte.class, BYTE),
          Map.entry(short.class, SHORT),
          Map.entry(Short.class, SHORT),
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(float.class, FLOAT),
          Map.entry(Float.class, FLOAT),
          Map.entry(double.class, DOUBLE),
          Map.entry(Double.class, DOUBLE),
          Map.entry(String.class, TEXT),
          Map.entry(BigDecimal.class, DECIMAL),
          Map.entry(Instant.class, INSTANT),
          Map.entry(LocalDateTime.class, DATE_TIME),
          Map.entry(LocalDate.class, DATE),
          Map.entry(LocalTime.class, TIME),
          Map.entry(Duration.class, DURATION));

  private final TypeKind column;
  private final Set<TypeKind> alsoRead;

  FieldKind(TypeKind column, Set<TypeKind> alsoRead) {
    this.column = column;
    this.alsoRead = alsoRead;
  }

  /** The kind of a component's class without annotations, or null if there is none. */
  static FieldKind of(Class<?> type) {
    return type.isEnum() ? ENUM : OF_CLASS.get(type);
  }

  /** The kind of column that holds it. */
  public TypeKind column() {
    return column;
  }

  /** Whether it can be written to a column of that type, scales aside. */
  boolean canWrite(DataType type) {
    return type.kind() == column || this == LONG && isNanoseconds(type.kind());
  }

  private static boolean isNanoseconds(TypeKind kind) {
    return kind == TypeKind.TIMESTAMP || kind == TypeKind.TIME || kind == TypeKind.INTERVAL_DAY;
  }

  /** Whether every value of a column of that type, scales aside, can be read into it. */
  boolean canRead(DataType type) {
    return this != BYTE
        && this != SHORT
        && (type.kind() == column || alsoRead.contains(type.kind()));
  }
}
