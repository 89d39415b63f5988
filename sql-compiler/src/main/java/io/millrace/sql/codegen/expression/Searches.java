package io.millrace.sql.codegen.expression;

import io.millrace.sql.validate.MillraceTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;

/** Calcite's SEARCH, its form of IN, BETWEEN and joined ranges, as comparisons. */
final class Searches {
  private Searches() {}

  static RexNode expand(RexNode search) {
    RexBuilder builder = new RexBuilder(new MillraceTypeFactory());
    return RexUtil.expandSearch(builder, null, search);
  }
}
