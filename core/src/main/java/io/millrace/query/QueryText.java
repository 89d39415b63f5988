package io.millrace.query;

import io.millrace.type.Decimal128;
import io.millrace.type.VarcharView;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * A query as one text, from which it can be made again. It is its SQL, and behind it as a comment
 * the values that are bound, such as {@code -- values: J42 S61626364}. Each is a letter for the
 * class that engines hold and digits; a text is its UTF-8 bytes in hexadecimal digits.
 */
public final class QueryText {
  private static final String MARK = "\n-- values:";

  private QueryText() {}

  /** The text of a query that can run. */
  public static String of(CompiledQuery query) {
    String sql = query.sql();
    return query.values().isEmpty() && !sql.contains(MARK) ? sql : sql + MARK + of(query.values());
  }

  /** Values as they stand behind the mark, each behind a blank. */
  static String of(List<Object> values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(' ').append(of(value));
    }
    return text.toString();
  }

  private static String of(Object value) {
    if (value instanceof Boolean flag) {
      return "Z" + (flag ? 1 : 0);
    }
    if (value instanceof Integer number) {
      return "I" + number;
    }
    if (value instanceof Long number) {
      return "J" + number;
    }
    if (value instanceof Float number) {
      return "F" + Float.floatToRawIntBits(number);
    }
    if (value instanceof Double number) {
      return "D" + Double.doubleToRawLongBits(number);
    }
    if (value instanceof Decimal128 number) {
      return "X" + number;
    }
    if (value instanceof VarcharView view) {
      return "S" + HexFormat.of().formatHex(view.toString().getBytes(StandardCharsets.UTF_8));
    }
    throw new IllegalArgumentException("no value that engines hold: class=" + value.getClass());
  }

  /**
   * Makes a query from its text.
   *
   * @param compiler compiles SQL, in which there may be parameters
   * @throws SqlException if it cannot be compiled
   * @throws IllegalArgumentException if the values are none that can have been written, or do not
   *     fit its parameters
   */
  public static CompiledQuery compile(String text, Function<String, CompiledQuery> compiler) {
    int mark = text.lastIndexOf(MARK);
    if (mark < 0) {
      return compiler.apply(text);
    }
    String values = text.substring(mark + MARK.length()).strip();
    CompiledQuery query = compiler.apply(text.substring(0, mark));
    List<Object> held = new ArrayList<>();
    if (!values.isEmpty()) {
      for (String value : values.split(" ", -1)) {
        held.add(value(value));
      }
    }
    return query.bindHeld(held);
  }

  private static Object value(String text) {
    String digits = text.substring(1);
    return switch (text.charAt(0)) {
      case 'Z' -> digits.equals("1");
      case 'I' -> Integer.valueOf(digits);
      case 'J' -> Long.valueOf(digits);
      case 'F' -> Float.intBitsToFloat(Integer.parseInt(digits));
      case 'D' -> Double.longBitsToDouble(Long.parseLong(digits));
      case 'X' -> new Decimal128().set(new BigInteger(digits));
      case 'S' ->
          VarcharView.of(new String(HexFormat.of().parseHex(digits), StandardCharsets.UTF_8));
      default -> throw new IllegalArgumentException("no recorded value: text=" + text);
    };
  }
}
