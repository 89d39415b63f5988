package io.millrace.type;

import java.util.Objects;

/**
 * An SQL type: kind, precision, scale and whether NULL is allowed. Immutable.
 *
 * <p>{@code precision} means digits for DECIMAL, characters for VARCHAR (or {@link #UNLIMITED}) and
 * fraction digits for TIME and TIMESTAMP; it is 0 elsewhere. {@code scale} is 0 but for DECIMAL.
 */
public final class DataType {
  /** Largest precision of a DECIMAL. */
  public static final int MAX_DECIMAL_PRECISION = 38;

  /** Largest precision of a DECIMAL whose unscaled value is kept in one long. */
  public static final int MAX_LONG_DECIMAL_PRECISION = 18;

  /** Precision of a VARCHAR without declared length. */
  public static final int UNLIMITED = -1;

  private final TypeKind kind;
  private final int precision;
  private final int scale;
  private final boolean nullable;

  private DataType(TypeKind kind, int precision, int scale, boolean nullable) {
    this.kind = kind;
    this.precision = precision;
    this.scale = scale;
    this.nullable = nullable;
  }

  /** A type without parameters that allows NULL. DECIMAL has a factory of its own. */
  public static DataType of(TypeKind kind) {
    return switch (kind) {
      case DECIMAL ->
          throw new IllegalArgumentException(
              "DECIMAL needs precision and scale; use DataType.decimal(precision, scale)");
      case VARCHAR -> new DataType(kind, UNLIMITED, 0, true);
      case TIME, TIMESTAMP -> new DataType(kind, 6, 0, true);
      default -> new DataType(kind, 0, 0, true);
    };
  }

  /**
   * DECIMAL(precision, scale) that allows NULL.
   *
   * @throws IllegalArgumentException unless {@code 1 <= precision <= 38} and {@code 0 <= scale <=
   *     precision}
   */
  public static DataType decimal(int precision, int scale) {
    if (precision < 1 || precision > MAX_DECIMAL_PRECISION || scale < 0 || scale > precision) {
      throw new IllegalArgumentException(
          "not a DECIMAL: precision="
              + precision
              + ", scale="
              + scale
              + "; precision must be 1 to 38 and scale 0 to precision");
    }
    return new DataType(TypeKind.DECIMAL, precision, scale, true);
  }

  /** VARCHAR of at most {@code characters} code points, or {@link #UNLIMITED}, that allows NULL. */
  public static DataType varchar(int characters) {
    if (characters < UNLIMITED || characters == 0) {
      throw new IllegalArgumentException(
          "not a VARCHAR: length=" + characters + "; length must be at least 1");
    }
    return new DataType(TypeKind.VARCHAR, characters, 0, true);
  }

  /** TIMESTAMP(fractionDigits) that allows NULL; 0 to 9 digits. */
  public static DataType timestamp(int fractionDigits) {
    return new DataType(TypeKind.TIMESTAMP, checkFraction(fractionDigits), 0, true);
  }

  /** TIME(fractionDigits) that allows NULL; 0 to 9 digits. */
  public static DataType time(int fractionDigits) {
    return new DataType(TypeKind.TIME, checkFraction(fractionDigits), 0, true);
  }

  private static int checkFraction(int fractionDigits) {
    if (fractionDigits < 0 || fractionDigits > 9) {
      throw new IllegalArgumentException(
          "not a precision of time: digits=" + fractionDigits + "; it must be 0 to 9");
    }
    return fractionDigits;
  }

  /** The family of this type. */
  public TypeKind kind() {
    return kind;
  }

  /** Digits, characters or fraction digits; see the class. */
  public int precision() {
    return precision;
  }

  /** Digits after the decimal point; 0 unless DECIMAL. */
  public int scale() {
    return scale;
  }

  /** Whether NULL is a value of this type. */
  public boolean nullable() {
    return nullable;
  }

  /** This type with NULL allowed or not. */
  public DataType withNullable(boolean allowed) {
    return allowed == nullable ? this : new DataType(kind, precision, scale, allowed);
  }

  /** How values of this type lie in memory. */
  public Storage storage() {
    return switch (kind) {
      case BOOLEAN -> Storage.BYTE;
      case INTEGER, DATE -> Storage.INT;
      case BIGINT, TIME, TIMESTAMP, INTERVAL_DAY, INTERVAL_YEAR -> Storage.LONG;
      case REAL -> Storage.FLOAT;
      case DOUBLE -> Storage.DOUBLE;
      case DECIMAL -> precision <= MAX_LONG_DECIMAL_PRECISION ? Storage.LONG : Storage.LONG_PAIR;
      case VARCHAR -> Storage.BYTES;
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataType that
        && kind == that.kind
        && precision == that.precision
        && scale == that.scale
        && nullable == that.nullable;
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, precision, scale, nullable);
  }

  /** The type as SQL, such as {@code DECIMAL(12, 2) NOT NULL}. */
  @Override
  public String toString() {
    String name =
        switch (kind) {
          case DECIMAL -> "DECIMAL(" + precision + ", " + scale + ")";
          case VARCHAR -> precision == UNLIMITED ? "VARCHAR" : "VARCHAR(" + precision + ")";
          case TIME, TIMESTAMP -> kind + "(" + precision + ")";
          case INTERVAL_DAY -> "INTERVAL DAY TO SECOND";
          case INTERVAL_YEAR -> "INTERVAL YEAR TO MONTH";
          default -> kind.name();
        };
    return nullable ? name : name + " NOT NULL";
  }
}
