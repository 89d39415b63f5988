package io.millrace.sql.parse;

import java.util.Set;

/** A pair of parentheses that is open, or the whole statement. Mutable, of one pass over it. */
final class NestingLevel {
  /** What parentheses are for. */
  enum Kind {
    /** No parentheses: the statement. */
    WHOLE,
    /** An expression, a list or a query. */
    PLAIN,
    /** Arguments of a call. */
    CALL,
    /** Arguments of CAST; a type stands behind AS. */
    CAST,
    /** Arguments of a call that begin with a unit. */
    UNIT_FIRST,
    /** Arguments of TRIM. */
    TRIM,
    /** What stands behind OVER or AS. */
    WINDOW,
    /** The columns of CREATE STREAM. */
    COLUMNS,
    /** Something in which Calcite alone decides. */
    LEFT_ALONE
  }

  /** Calls whose first argument is a unit. */
  private static final Set<String> CALLS_WITH_UNIT =
      Set.of("EXTRACT", "TIMESTAMPADD", "TIMESTAMPDIFF");

  /** Calls whose last argument is a type behind AS. */
  private static final Set<String> CASTS = Set.of("CAST", "SAFE_CAST", "TRY_CAST");

  final Kind kind;

  /** Number of CASE without their END. */
  int openCases;

  /** Number of operators since the last comma or clause. */
  int operators;

  /** Whether a type is being read. */
  boolean inType;

  NestingLevel(Kind kind) {
    this.kind = kind;
  }

  /** The kind of parentheses in this level that open right behind a keyword. */
  Kind kindBehind(String keyword) {
    if (kind == Kind.LEFT_ALONE || inType || Keywords.LEFT_ALONE.contains(keyword)) {
      return Kind.LEFT_ALONE;
    }
    if (CASTS.contains(keyword)) {
      return Kind.CAST;
    }
    if (CALLS_WITH_UNIT.contains(keyword)) {
      return Kind.UNIT_FIRST;
    }
    return switch (keyword) {
      case "TRIM" -> Kind.TRIM;
      case "OVER", "AS" -> Kind.WINDOW;
      default -> Keywords.CALLS.contains(keyword) ? Kind.CALL : Kind.PLAIN;
    };
  }
}
