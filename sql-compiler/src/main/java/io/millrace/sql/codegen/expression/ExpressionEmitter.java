package io.millrace.sql.codegen.expression;

import io.millrace.sql.codegen.ClassMembers;
import io.millrace.sql.codegen.CodeWriter;
import io.millrace.type.DataType;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/**
 * Writes the statements that compute expressions over the columns of one row. Statements come in
 * the order of evaluation; cheap expressions that cannot fail stay inside the code of their value;
 * an expression that comes twice is computed once. One emitter serves one block of generated code,
 * and one thread.
 */
public final class ExpressionEmitter {
  /** The names of the functions that can be compiled, besides operators; in order. */
  public static final List<String> FUNCTIONS =
      List.of(
          "ABS",
          "CAST",
          "CEIL",
          "CHARACTER_LENGTH",
          "CHAR_LENGTH",
          "COALESCE",
          "DAYOFMONTH",
          "DAYOFWEEK",
          "DAYOFYEAR",
          "EXP",
          "EXTRACT",
          "FLOOR",
          "GREATEST",
          "HOUR",
          "LEAST",
          "LENGTH",
          "LN",
          "LOG10",
          "LOWER",
          "MINUTE",
          "MOD",
          "MONTH",
          "NULLIF",
          "POSITION",
          "POWER",
          "QUARTER",
          "ROUND",
          "SAFE_CAST",
          "SECOND",
          "SIGN",
          "SQRT",
          "SUBSTRING",
          "TIMESTAMPADD",
          "TIMESTAMPDIFF",
          "TRIM",
          "TRUNCATE",
          "TRY_CAST",
          "UPPER",
          "WEEK",
          "YEAR");

  private final Emission emission;
  private final Probes probes;
  private final NumericEmitter numeric = new NumericEmitter(this);
  private final DecimalEmitter decimals = new DecimalEmitter(this);
  private final WideEmitter wide = new WideEmitter(this);
  private final ComparisonEmitter comparisons = new ComparisonEmitter(this);
  private final DatetimeEmitter datetimes = new DatetimeEmitter(this);
  private final DatetimeFieldEmitter datetimeFields = new DatetimeFieldEmitter(this);
  private final TextEmitter texts = new TextEmitter(this);
  private final FunctionEmitter functions = new FunctionEmitter(this);
  private final LogicEmitter logic = new LogicEmitter(this);
  private final CaseEmitter cases = new CaseEmitter(this);
  private final CastEmitter casts = new CastEmitter(this);
  private final TextCastEmitter textCasts = new TextCastEmitter(this);

  /**
   * An emitter that writes to {@code body}.
   *
   * @param members receives the constants, scratch fields and imports that the code needs
   * @param inputs the values of the columns, by index of {@code RexInputRef}
   */
  public ExpressionEmitter(ClassMembers members, CodeWriter body, List<Value> inputs) {
    this(new Emission(members, body, List.copyOf(inputs)), new Probes());
  }

  ExpressionEmitter(Emission emission, Probes probes) {
    this.emission = emission;
    this.probes = probes;
  }

  /**
   * Writes what it takes to compute the expression.
   *
   * @throws UnsupportedExpressionException if it cannot be compiled
   */
  public Value emit(RexNode node) {
    return emit(node, null);
  }

  /**
   * Like {@link #emit(RexNode)}, with a name for the local variable that holds the value, if there
   * is one: any text, such as the name of an output column; null for one after the operation.
   */
  public Value emit(RexNode node, String nameHint) {
    Value known = emission.known(node);
    if (known != null) {
      return known;
    }
    Value value = compute(node, nameHint);
    emission.remember(node, value);
    return value;
  }

  /**
   * Writes what it takes to decide a condition. Cheaper than {@link #emit} where NULL and FALSE
   * need not be told apart.
   *
   * @param node a BOOLEAN expression
   * @return a Java expression that is true exactly if the condition is TRUE
   */
  public String emitCondition(RexNode node) {
    return logic.truth(node, true);
  }

  /** Whether the code of the expression can throw, whatever the row. */
  public static boolean canFail(RexNode node) {
    return new Probes().probe(node).canFail();
  }

  /**
   * Our type for Calcite's, with its nullability.
   *
   * @throws UnsupportedExpressionException if there is none
   */
  public static DataType toDataType(RelDataType type) {
    return SqlTypes.of(type);
  }

  Emission emission() {
    return emission;
  }

  Probes probes() {
    return probes;
  }

  DecimalEmitter decimals() {
    return decimals;
  }

  DatetimeEmitter datetimes() {
    return datetimes;
  }

  TextEmitter texts() {
    return texts;
  }

  TextCastEmitter textCasts() {
    return textCasts;
  }

  WideEmitter wide() {
    return wide;
  }

  ComparisonEmitter comparisons() {
    return comparisons;
  }

  LogicEmitter logic() {
    return logic;
  }

  CastEmitter casts() {
    return casts;
  }

  private Value compute(RexNode node, String nameHint) {
    Constant constant = ConstantFolder.fold(node);
    if (constant != null) {
      return constant.toValue(emission);
    }
    if (node instanceof RexInputRef input) {
      return emission.input(input.getIndex());
    }
    if (node instanceof RexDynamicParam parameter) {
      return Parameters.value(emission, parameter);
    }
    if (!(node instanceof RexCall call)) {
      throw new UnsupportedExpressionException(node.getKind() + " " + node, node);
    }
    return computeCall(call, nameHint);
  }

  private Value computeCall(RexCall call, String nameHint) {
    return switch (call.getKind()) {
      case PLUS,
          MINUS,
          TIMES,
          DIVIDE,
          MOD,
          MINUS_PREFIX,
          PLUS_PREFIX,
          CHECKED_PLUS,
          CHECKED_MINUS,
          CHECKED_TIMES,
          CHECKED_DIVIDE,
          CHECKED_MINUS_PREFIX ->
          arithmetic(call, nameHint);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          comparisons.emit(call);
      case AND,
          OR,
          NOT,
          IS_NULL,
          IS_NOT_NULL,
          IS_TRUE,
          IS_NOT_TRUE,
          IS_FALSE,
          IS_NOT_FALSE,
          IS_UNKNOWN ->
          logic.emit(call, nameHint);
      case SEARCH -> emit(Searches.expand(call), nameHint);
      case CASE -> cases.emit(call, nameHint);
      case CAST -> casts.emit(call, nameHint);
      case SAFE_CAST -> casts.emitSafe(call, nameHint);
      case LIKE -> texts.like(call);
      case REINTERPRET -> datetimes.reinterpret(call, SqlTypes.of(call.getType()));
      case EXTRACT -> datetimeFields.extract(call);
      case FLOOR, CEIL ->
          call.getOperands().size() == 1
              ? functions.whole(call, nameHint)
              : datetimeFields.round(call, nameHint);
      case TRIM -> texts.trim(call, nameHint);
      case POSITION -> texts.position(call, nameHint);
      default -> computeFunction(call, nameHint);
    };
  }

  private Value computeFunction(RexCall call, String nameHint) {
    return switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
      case "ABS" -> functions.abs(call, nameHint);
      case "SIGN" -> functions.sign(call, nameHint);
      case "ROUND" -> functions.round(call, false, nameHint);
      case "TRUNCATE" -> functions.round(call, true, nameHint);
      case "POWER" -> functions.ofDouble(call, "pow", nameHint);
      case "EXP" -> functions.ofDouble(call, "exp", nameHint);
      case "LN" -> functions.ofDouble(call, "log", nameHint);
      case "LOG10" -> functions.ofDouble(call, "log10", nameHint);
      case "UPPER" -> texts.upper(call, nameHint);
      case "LOWER" -> texts.lower(call, nameHint);
      case "CHAR_LENGTH", "CHARACTER_LENGTH" -> texts.length(call, nameHint);
      case "SUBSTRING" -> texts.substring(call, nameHint);
      case "||" -> texts.concatenation(call, nameHint);
      case "MILLRACE_WINDOW_START" -> datetimeFields.window(call, false, nameHint);
      case "MILLRACE_WINDOW_END" -> datetimeFields.window(call, true, nameHint);
      default ->
          throw new UnsupportedExpressionException(
              call.getKind() == SqlKind.OTHER_FUNCTION
                  ? "function " + call.getOperator().getName()
                  : call.getOperator().getName(),
              call);
    };
  }

  private Value arithmetic(RexCall call, String nameHint) {
    DataType type = SqlTypes.of(call.getType());
    return switch (type.kind()) {
      case INTEGER, BIGINT, REAL, DOUBLE -> numeric.emit(call, type, nameHint);
      case DECIMAL -> decimals.emit(call, type, nameHint);
      case DATE, TIME, TIMESTAMP, INTERVAL_DAY, INTERVAL_YEAR ->
          datetimes.emit(call, type, nameHint);
      default ->
          throw new UnsupportedExpressionException(
              call.getOperator().getName() + " with a result of type " + type, call);
    };
  }

  /** Emits the expression as a value of another type, at compile time if it is a constant. */
  Value emitAs(RexNode node, DataType type, String nameHint) {
    Constant constant = ConstantFolder.fold(node);
    if (constant != null) {
      try {
        return ConstantCast.cast(constant, type).toValue(emission);
      } catch (ArithmeticException | IllegalArgumentException e) {
        return casts.convert(constant.toValue(emission), type, nameHint, node);
      }
    }
    return casts.convert(emit(node), type, nameHint, node);
  }
}
