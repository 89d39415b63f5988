package io.millrace.sql.codegen.expression;

/** Values that are held by reference: text and DECIMAL of more than 18 digits. */
final class References {
  private References() {}

  /** The name of a constant that holds the value. */
  static String constant(Emission emission, Constant constant) {
    throw new UnsupportedExpressionException("constant of type " + constant.type(), null);
  }

  static Value compareText(
      Emission emission, Comparison comparison, Value left, Value right, String isNull) {
    throw new UnsupportedExpressionException("comparison of VARCHAR", null);
  }
}
