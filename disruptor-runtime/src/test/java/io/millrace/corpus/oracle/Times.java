package io.millrace.corpus.oracle;

import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAdjusters;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;

/** Arithmetic of dates, times and intervals. */
final class Times {
  private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000L);
  private static final Duration DAY = Duration.ofDays(1);

  private Times() {}

  /** Nanoseconds since the epoch. */
  static long nanos(LocalDateTime time) {
    try {
      return BigInteger.valueOf(time.toEpochSecond(ZoneOffset.UTC))
          .multiply(SECOND)
          .add(BigInteger.valueOf(time.getNano()))
          .longValueExact();
    } catch (ArithmeticException e) {
      throw new ArithmeticException("TIMESTAMP overflow: " + time);
    }
  }

  /** The time that many nanoseconds after the epoch. */
  static LocalDateTime timestamp(long nanos) {
    return LocalDateTime.of(1970, 1, 1, 0, 0).plusNanos(nanos);
  }

  static LocalDateTime inRange(LocalDateTime time) {
    nanos(time);
    return time;
  }

  static LocalDateTime parse(String text) {
    String iso = text.replace(' ', 'T');
    return iso.contains("T") ? LocalDateTime.parse(iso) : LocalDate.parse(iso).atStartOfDay();
  }

  /** A fraction of a second without the digits that are too many. */
  static int floored(int nanos, int digits) {
    int unit = BigInteger.TEN.pow(9 - Math.min(9, digits)).intValueExact();
    return nanos / unit * unit;
  }

  static long windowStart(Object time, long sizeNs, long offsetNs) {
    BigInteger size = BigInteger.valueOf(sizeNs);
    BigInteger shifted =
        BigInteger.valueOf(nanos((LocalDateTime) time)).subtract(BigInteger.valueOf(offsetNs));
    BigInteger start = shifted.subtract(shifted.mod(size)).add(BigInteger.valueOf(offsetNs));
    return start.add(size).longValueExact() - sizeNs;
  }

  static Object binary(char operator, Object left, Object right, RelDataType type) {
    if (left instanceof Number && (right instanceof Duration || right instanceof Months)) {
      return binary(operator, right, left, type);
    }
    if (left instanceof Duration a) {
      return right instanceof Temporal b ? shift(b, a) : inRange(durations(operator, a, right));
    }
    if (left instanceof Months a) {
      return right instanceof Temporal b ? shift(b, a.count()) : months(operator, a.count(), right);
    }
    if (right instanceof Duration b) {
      return shift((Temporal) left, operator == '-' ? b.negated() : b);
    }
    if (right instanceof Months b) {
      return shift((Temporal) left, operator == '-' ? -b.count() : b.count());
    }
    return difference((Temporal) left, (Temporal) right, type);
  }

  private static Duration durations(char operator, Duration a, Object right) {
    return switch (operator) {
      case '+' -> a.plus((Duration) right);
      case '-' -> a.minus((Duration) right);
      case '*' -> a.multipliedBy((Long) right);
      default -> {
        if ((Long) right == 0) {
          throw new ArithmeticException("division by zero");
        }
        yield Duration.ofNanos(a.toNanos() / (Long) right);
      }
    };
  }

  private static Duration inRange(Duration duration) {
    return Duration.ofNanos(duration.toNanos());
  }

  private static Months months(char operator, long a, Object right) {
    return new Months(
        switch (operator) {
          case '+' -> Math.addExact(a, ((Months) right).count());
          case '-' -> Math.subtractExact(a, ((Months) right).count());
          case '*' -> Math.multiplyExact(a, (Long) right);
          default -> a / (Long) right;
        });
  }

  private static Object shift(Temporal time, Duration by) {
    if (time instanceof LocalDate date) {
      return date.plusDays(Math.floorDiv(by.toNanos(), DAY.toNanos()));
    }
    return time instanceof LocalDateTime whole
        ? inRange(whole.plus(by))
        : ((LocalTime) time).plus(by);
  }

  private static Object shift(Temporal time, long months) {
    return time instanceof LocalDate date
        ? date.plusMonths(months)
        : inRange(((LocalDateTime) time).plusMonths(months));
  }

  private static Object difference(Temporal left, Temporal right, RelDataType type) {
    if (left instanceof LocalTime a && right instanceof LocalTime b) {
      return Duration.between(b, a);
    }
    LocalDateTime later = midnight(left);
    LocalDateTime earlier = midnight(right);
    if (type.getSqlTypeName().isYearMonth()) {
      return later.isBefore(earlier)
          ? new Months(-wholeMonths(earlier, later))
          : new Months(wholeMonths(later, earlier));
    }
    return inRange(Duration.between(earlier, later));
  }

  /** The most months that can be added to the earlier time so that it does not pass the other. */
  private static long wholeMonths(LocalDateTime later, LocalDateTime earlier) {
    long months = 0;
    while (!earlier.plusMonths(months + 1).isAfter(later)) {
      months++;
    }
    return months;
  }

  private static LocalDateTime midnight(Temporal time) {
    return time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
  }

  static Object negate(Object value) {
    return value instanceof Months months
        ? new Months(Math.negateExact(months.count()))
        : inRange(((Duration) value).negated());
  }

  /** An interval as a number of milliseconds or months. */
  static Object reinterpret(Object value) {
    return value instanceof Duration duration
        ? (Object) (duration.toNanos() / 1_000_000)
        : value instanceof Months months ? months.count() : value;
  }

  static Object extract(RexCall call, Object source) {
    String unit = ((RexLiteral) call.getOperands().get(0)).getValue().toString();
    if (source instanceof Months months) {
      return unit.equals("YEAR") ? months.count() / 12 : months.count() % 12;
    }
    if (source instanceof Duration duration) {
      long nanos = duration.toNanos();
      return unit.equals("DAY")
          ? nanos / DAY.toNanos()
          : unit.equals("HOUR") ? nanos / 3_600_000_000_000L % 24 : belowHour(unit, nanos);
    }
    if (source instanceof LocalTime time) {
      return unit.equals("HOUR") ? (long) time.getHour() : belowHour(unit, time.toNanoOfDay());
    }
    LocalDateTime time = midnight((Temporal) source);
    return switch (unit) {
      case "YEAR" -> (long) time.getYear();
      case "QUARTER" -> (long) time.get(IsoFields.QUARTER_OF_YEAR);
      case "MONTH" -> (long) time.getMonthValue();
      case "WEEK" -> (long) time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case "DAY" -> (long) time.getDayOfMonth();
      case "DOW" -> time.getDayOfWeek().getValue() % 7 + 1L;
      case "ISODOW" -> (long) time.getDayOfWeek().getValue();
      case "DOY" -> (long) time.getDayOfYear();
      case "HOUR" -> (long) time.getHour();
      case "EPOCH" -> time.toEpochSecond(ZoneOffset.UTC);
      default -> belowHour(unit, time.toLocalTime().toNanoOfDay());
    };
  }

  private static long belowHour(String unit, long nanos) {
    return switch (unit) {
      case "MINUTE" -> nanos / 60_000_000_000L % 60;
      case "SECOND" -> nanos / 1_000_000_000L % 60;
      case "MILLISECOND" -> nanos / 1_000_000L % 60_000;
      case "MICROSECOND" -> nanos / 1_000L % 60_000_000;
      case "NANOSECOND" -> nanos % 60_000_000_000L;
      default -> throw new IllegalArgumentException("unit: " + unit);
    };
  }

  /** FLOOR or CEIL to a unit. */
  static Object round(boolean down, Object value, String unit) {
    if (value instanceof LocalTime time) {
      return time.truncatedTo(ChronoUnit.valueOf(unit + "S"));
    }
    LocalDateTime time = midnight((Temporal) value);
    LocalDateTime floor = floor(time, unit);
    LocalDateTime result = down || floor.equals(time) ? floor : next(floor, unit);
    return value instanceof LocalDate ? (Object) result.toLocalDate() : inRange(result);
  }

  private static LocalDateTime floor(LocalDateTime time, String unit) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "YEAR" -> day.withDayOfYear(1);
      case "QUARTER" -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
      case "MONTH" -> day.withDayOfMonth(1);
      case "WEEK" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      default -> time.truncatedTo(ChronoUnit.valueOf(unit + "S"));
    };
  }

  private static LocalDateTime next(LocalDateTime floor, String unit) {
    return unit.equals("QUARTER")
        ? floor.plusMonths(3)
        : floor.plus(1, ChronoUnit.valueOf(unit + "S"));
  }
}
