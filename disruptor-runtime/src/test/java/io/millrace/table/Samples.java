package io.millrace.table;

import io.millrace.batch.ColumnVector;
import io.millrace.output.Row;
import io.millrace.type.DataType;
import io.millrace.type.Decimal128;
import io.millrace.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Values of every type as Java objects: made at random, stored, read and compared. */
final class Samples {
  /** One type of each kind, and more of DECIMAL. */
  static final List<DataType> TYPES =
      List.of(
          DataType.of(TypeKind.BOOLEAN),
          DataType.of(TypeKind.INTEGER),
          DataType.of(TypeKind.BIGINT),
          DataType.of(TypeKind.REAL),
          DataType.of(TypeKind.DOUBLE),
          DataType.decimal(10, 2),
          DataType.decimal(38, 5),
          DataType.of(TypeKind.VARCHAR),
          DataType.of(TypeKind.DATE),
          DataType.time(9),
          DataType.timestamp(9),
          DataType.of(TypeKind.INTERVAL_DAY),
          DataType.of(TypeKind.INTERVAL_YEAR));

  /** The order of keys, as java.lang and java.time see it, NULL first. */
  static final Comparator<Object> ORDER = Comparator.nullsFirst(Samples::compare);

  private static final String[] LETTERS = {"", "a", "b", "Z", "é", "日", "\uD83D\uDE00", "\u0000"};

  private Samples() {}

  private static int compare(Object a, Object b) {
    if (a instanceof String left && b instanceof String right) {
      return compare(left.codePoints().toArray(), right.codePoints().toArray());
    }
    if (a instanceof Period left && b instanceof Period right) {
      return Long.compare(left.toTotalMonths(), right.toTotalMonths());
    }
    return compareNatural(a, b);
  }

  private static int compare(int[] a, int[] b) {
    return java.util.Arrays.compare(a, b);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Comparable<T>> int compareNatural(Object a, Object b) {
    return ((T) a).compareTo((T) b);
  }

  /** A value of {@code range} or so different ones, NULL among them if the type allows it. */
  static Object random(DataType type, Random random, int range) {
    if (type.nullable() && random.nextInt(range + 1) == 0) {
      return null;
    }
    long number = random.nextLong(range) - range / 2;
    return switch (type.kind()) {
      case BOOLEAN -> number % 2 == 0;
      case INTEGER -> (int) number * 1_000_003;
      case BIGINT -> number * 1_000_000_007L * 1_000_003;
      case REAL -> number == 1 ? Float.NaN : number / 3f;
      case DOUBLE -> number == 1 ? Double.NaN : number == 2 ? -1 / 0d : number / 3d;
      case DECIMAL -> decimal(type, number);
      case VARCHAR -> text(number, range);
      case DATE -> LocalDate.EPOCH.plusDays(number);
      case TIME -> LocalTime.ofNanoOfDay((number + range) * 1_000_003);
      case TIMESTAMP -> LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(number * 1_000_000_000_007L);
      case INTERVAL_DAY -> Duration.ofNanos(number * 1_000_000_007L);
      case INTERVAL_YEAR -> Period.ofMonths((int) number);
    };
  }

  private static BigDecimal decimal(DataType type, long number) {
    BigInteger unit =
        type.precision() > 18 ? BigInteger.TEN.pow(number % 3 == 0 ? 2 : 25) : BigInteger.ONE;
    return new BigDecimal(BigInteger.valueOf(number).multiply(unit), type.scale());
  }

  private static String text(long number, int range) {
    StringBuilder text = new StringBuilder(number % 2 == 0 ? "" : "a common beginning ");
    for (long rest = number + range; rest > 0; rest /= LETTERS.length) {
      text.append(LETTERS[(int) (rest % LETTERS.length)]);
    }
    return text.toString();
  }

  /** Stores a value into a row that holds nothing yet. */
  static void store(ColumnVector column, int row, Object value) {
    if (value == null) {
      column.setNull(row);
      return;
    }
    switch (column.type().kind()) {
      case BOOLEAN -> column.bytes()[row] = (byte) ((Boolean) value ? 1 : 0);
      case INTEGER -> column.ints()[row] = (Integer) value;
      case BIGINT -> column.longs()[row] = (Long) value;
      case REAL -> column.floats()[row] = (Float) value;
      case DOUBLE -> column.doubles()[row] = (Double) value;
      case DECIMAL -> storeDecimal(column, row, ((BigDecimal) value).unscaledValue());
      case VARCHAR -> {
        byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
        column.setVarchar(row, text, 0, text.length);
      }
      case DATE -> column.ints()[row] = (int) ((LocalDate) value).toEpochDay();
      case TIME -> column.longs()[row] = ((LocalTime) value).toNanoOfDay();
      case TIMESTAMP -> column.longs()[row] = nanos((LocalDateTime) value);
      case INTERVAL_DAY -> column.longs()[row] = ((Duration) value).toNanos();
      case INTERVAL_YEAR -> column.longs()[row] = ((Period) value).toTotalMonths();
    }
  }

  private static void storeDecimal(ColumnVector column, int row, BigInteger unscaled) {
    if (column.highs() != null) {
      column.highs()[row] = new Decimal128().set(unscaled).high();
    }
    column.longs()[row] = unscaled.longValue();
  }

  private static long nanos(LocalDateTime time) {
    return Duration.between(LocalDateTime.of(1970, 1, 1, 0, 0), time).toNanos();
  }

  /** The value of a column of a row. */
  static Object read(Row row, DataType type, int column) {
    if (row.isNull(column)) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> row.getBoolean(column);
      case INTEGER -> row.getInt(column);
      case BIGINT -> row.getLong(column);
      case REAL -> row.getFloat(column);
      case DOUBLE -> row.getDouble(column);
      case DECIMAL -> row.getBigDecimal(column);
      case VARCHAR -> row.getString(column);
      case DATE -> LocalDate.ofEpochDay(row.getInt(column));
      case TIME -> LocalTime.ofNanoOfDay(row.getLong(column));
      case TIMESTAMP -> LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(row.getLong(column));
      case INTERVAL_DAY -> Duration.ofNanos(row.getLong(column));
      case INTERVAL_YEAR -> Period.ofMonths((int) row.getLong(column));
    };
  }
}
