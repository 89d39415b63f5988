package io.millrace.sql.codegen.expression;

import io.millrace.expression.Calendar;
import io.millrace.expression.Datetimes;
import io.millrace.sql.codegen.JavaText;
import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import io.millrace.window.Tumbling;
import java.util.Locale;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Parts of dates and times: EXTRACT, FLOOR and CEIL to a unit, starts and ends of windows. */
final class DatetimeFieldEmitter {
  private static final long NS_PER_SECOND = 1_000_000_000L;
  private static final long NS_PER_MINUTE = 60 * NS_PER_SECOND;
  private static final long NS_PER_HOUR = 60 * NS_PER_MINUTE;
  private static final DataType TIMESTAMP = DataType.timestamp(9);

  private final ExpressionEmitter emitter;

  DatetimeFieldEmitter(ExpressionEmitter emitter) {
    this.emitter = emitter;
  }

  private static TimeUnitRange unit(RexNode flag) {
    return ((RexLiteral) flag).getValueAs(TimeUnitRange.class);
  }

  Value extract(RexCall call) {
    TimeUnitRange unit = unit(call.getOperands().get(0));
    Value source = emitter.emit(call.getOperands().get(1));
    String code =
        switch (source.type().kind()) {
          case DATE, TIMESTAMP -> fieldOfDate(unit, source);
          case TIME -> fieldOfTime(unit, JavaText.atom(source.code()));
          case INTERVAL_DAY -> fieldOfInterval(unit, JavaText.atom(source.code()));
          default -> fieldOfMonths(unit, JavaText.atom(source.code()));
        };
    if (code == null) {
      throw new UnsupportedExpressionException(
          "EXTRACT(" + unit + " FROM " + source.type().withNullable(true) + ")",
          "use a unit that the value has, from YEAR to NANOSECOND, QUARTER, WEEK, ISOYEAR, DOW,"
              + " ISODOW, DOY, EPOCH, DECADE, CENTURY or MILLENNIUM",
          call);
    }
    DataType type = SqlTypes.of(call.getType());
    return emitter.emission().inline(type, code, source.isNull(), unit.name());
  }

  private String fieldOfDate(TimeUnitRange unit, Value source) {
    boolean isDate = source.type().kind() == TypeKind.DATE;
    String date = isDate ? source.code() : call(Datetimes.class, "date", source.code());
    String method =
        switch (unit) {
          case YEAR -> "year";
          case ISOYEAR -> "isoYear";
          case QUARTER -> "quarter";
          case MONTH -> "month";
          case WEEK -> "week";
          case DAY -> "day";
          case DOW -> "dayOfWeek";
          case ISODOW -> "isoDayOfWeek";
          case DOY -> "dayOfYear";
          case DECADE -> "decade";
          case CENTURY -> "century";
          case MILLENNIUM -> "millennium";
          default -> null;
        };
    if (method != null) {
      return call(Calendar.class, method, date);
    }
    if (unit == TimeUnitRange.EPOCH) {
      return isDate
          ? JavaText.atom(date) + " * 86400L"
          : call(Math.class, "floorDiv", source.code(), NS_PER_SECOND + "L");
    }
    return isDate
        ? fieldOfTime(unit, "0L")
        : fieldOfTime(unit, call(Datetimes.class, "time", source.code()));
  }

  private static String fieldOfTime(TimeUnitRange unit, String time) {
    return switch (unit) {
      case HOUR -> time + " / " + NS_PER_HOUR + "L";
      case EPOCH -> time + " / " + NS_PER_SECOND + "L";
      default -> fieldBelowHour(unit, time);
    };
  }

  private static String fieldBelowHour(TimeUnitRange unit, String time) {
    return switch (unit) {
      case MINUTE -> time + " / " + NS_PER_MINUTE + "L % 60L";
      case SECOND -> time + " / " + NS_PER_SECOND + "L % 60L";
      case MILLISECOND -> time + " / 1000000L % 60000L";
      case MICROSECOND -> time + " / 1000L % 60000000L";
      case NANOSECOND -> time + " % " + NS_PER_MINUTE + "L";
      default -> null;
    };
  }

  private static String fieldOfInterval(TimeUnitRange unit, String interval) {
    return switch (unit) {
      case DAY -> interval + " / " + Calendar.NS_PER_DAY + "L";
      case HOUR -> interval + " / " + NS_PER_HOUR + "L % 24L";
      case EPOCH -> interval + " / " + NS_PER_SECOND + "L";
      default -> fieldBelowHour(unit, interval);
    };
  }

  private static String fieldOfMonths(TimeUnitRange unit, String months) {
    return switch (unit) {
      case YEAR -> months + " / 12L";
      case MONTH -> months + " % 12L";
      default -> null;
    };
  }

  /** FLOOR or CEIL to a unit. */
  Value round(RexCall call, String nameHint) {
    TimeUnitRange unit = unit(call.getOperands().get(1));
    Value source = emitter.emit(call.getOperands().get(0));
    String method = call.isA(SqlKind.FLOOR) ? "floor" : "ceil";
    String hint =
        nameHint == null ? method + " to " + unit.name().toLowerCase(Locale.ROOT) : nameHint;
    DataType type = source.type();
    if (type.kind() == TypeKind.TIME && fixedUnit(unit) > Calendar.NS_PER_DAY / 24) {
      throw unsupported(method, unit, type, call);
    }
    if (type.kind() == TypeKind.DATE && fixedUnit(unit) > 0) {
      return source;
    }
    String prefix = type.kind() == TypeKind.DATE ? method + "Date" : method;
    String rounded = rounded(prefix, unit, source.code(), call);
    return emitter.emission().failing(type, rounded, source.isNull(), hint);
  }

  private String rounded(String method, TimeUnitRange unit, String code, RexCall call) {
    long fixed = fixedUnit(unit);
    if (fixed > 0) {
      return call(Datetimes.class, method, code, fixed + "L");
    }
    if (unit == TimeUnitRange.WEEK) {
      return call(Datetimes.class, method + "ToWeek", code);
    }
    int months =
        switch (unit) {
          case MONTH -> 1;
          case QUARTER -> 3;
          case YEAR -> 12;
          case DECADE -> 120;
          default -> throw unsupported(method, unit, TIMESTAMP, call);
        };
    return call(Datetimes.class, method + "ToMonths", code, String.valueOf(months));
  }

  private static UnsupportedExpressionException unsupported(
      String method, TimeUnitRange unit, DataType type, RexCall call) {
    return new UnsupportedExpressionException(
        method.toUpperCase(Locale.ROOT) + "(" + type.kind() + " TO " + unit + ")",
        "use a unit that the value has, from DECADE to NANOSECOND",
        call);
  }

  private static long fixedUnit(TimeUnitRange unit) {
    return switch (unit) {
      case NANOSECOND -> 1L;
      case MICROSECOND -> 1000L;
      case MILLISECOND -> Literals.NS_PER_MS;
      case SECOND -> NS_PER_SECOND;
      case MINUTE -> NS_PER_MINUTE;
      case HOUR -> NS_PER_HOUR;
      case DAY -> Calendar.NS_PER_DAY;
      default -> 0L;
    };
  }

  /** Start or end of the tumbling window of an event time. */
  Value window(RexCall call, boolean end, String nameHint) {
    Value eventTime = emitter.emit(call.getOperands().get(0));
    String sizeNs = emitter.emit(call.getOperands().get(1)).code();
    String offsetNs = emitter.emit(call.getOperands().get(2)).code();
    String start = call(Tumbling.class, "start", eventTime.code(), sizeNs, offsetNs);
    String hint = nameHint == null ? "window " + (end ? "end" : "start") : nameHint;
    DataType type = SqlTypes.of(call.getType());
    return emitter
        .emission()
        .failing(type, end ? start + " + " + sizeNs : start, eventTime.isNull(), hint);
  }

  private String call(Class<?> owner, String method, String... arguments) {
    return emitter.emission().call(owner, method, arguments);
  }
}
