package io.millrace.connector.tpch;

import io.millrace.type.DataType;
import io.millrace.type.TypeKind;
import java.util.function.Function;

/**
 * A column of a TPC-H table.
 *
 * @param <E> the library's class of the table's rows
 * @param name the column's name
 * @param type the column's type, NOT NULL
 * @param number the value as a long, as it lies in a batch; null for VARCHAR
 * @param text the value of a VARCHAR; null for other types
 * @param longest most characters of a VARCHAR
 */
record TpchField<E>(
    String name, DataType type, NumberOf<E> number, Function<E, String> text, int longest) {
  private static final DataType MONEY = DataType.decimal(12, 2);

  /**
   * Takes a number out of a row.
   *
   * @param <E> the library's class of the row
   */
  @FunctionalInterface
  interface NumberOf<E> {
    /** The number, given how many orders the database has. */
    long of(E row, long orderCount);
  }

  /** A BIGINT column. */
  static <E> TpchField<E> key(String name, NumberOf<E> number) {
    return numeric(name, DataType.of(TypeKind.BIGINT), number);
  }

  /** An INTEGER column. */
  static <E> TpchField<E> integer(String name, NumberOf<E> number) {
    return numeric(name, DataType.of(TypeKind.INTEGER), number);
  }

  /** A DECIMAL(12, 2) column, of hundredths. */
  static <E> TpchField<E> money(String name, NumberOf<E> hundredths) {
    return numeric(name, MONEY, hundredths);
  }

  /** A DATE column, of days since 1970-01-01. */
  static <E> TpchField<E> date(String name, NumberOf<E> days) {
    return numeric(name, DataType.of(TypeKind.DATE), days);
  }

  /** A TIMESTAMP(3) column, of nanoseconds since 1970-01-01. */
  static <E> TpchField<E> time(String name, NumberOf<E> ns) {
    return numeric(name, DataType.timestamp(3), ns);
  }

  private static <E> TpchField<E> numeric(String name, DataType type, NumberOf<E> number) {
    return new TpchField<>(name, type.withNullable(false), number, null, 0);
  }

  /** A VARCHAR column of at most {@code longest} characters. */
  static <E> TpchField<E> text(String name, int longest, Function<E, String> text) {
    DataType type = DataType.of(TypeKind.VARCHAR).withNullable(false);
    return new TpchField<>(name, type, null, text, longest);
  }

  /** Whether this is the comment, which is what takes the library longest. */
  boolean isComment() {
    return name.endsWith("_comment");
  }

  /**
   * Whether the column can be declared with that type: the same type, NULL allowed or not; INTEGER
   * as BIGINT too; DECIMAL of as many digits behind the point and at least as many before; VARCHAR
   * at least as long as its longest value; TIMESTAMP of any precision.
   */
  boolean fits(DataType declared) {
    return switch (type.kind()) {
      case INTEGER -> declared.kind() == TypeKind.INTEGER || declared.kind() == TypeKind.BIGINT;
      case DECIMAL ->
          declared.kind() == TypeKind.DECIMAL
              && declared.scale() == type.scale()
              && declared.precision() >= type.precision();
      case VARCHAR ->
          declared.kind() == TypeKind.VARCHAR
              && (declared.precision() == DataType.UNLIMITED || declared.precision() >= longest);
      default -> declared.kind() == type.kind();
    };
  }
}
