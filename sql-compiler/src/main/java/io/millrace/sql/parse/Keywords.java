package io.millrace.sql.parse;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Where words are keywords. A word that stands in none of these tables is a name everywhere. */
final class Keywords {
  /** Keywords everywhere but behind a dot; as names they need quotes. */
  static final Set<String> RESERVED =
      words(
          "ALL AND AS BETWEEN BY CASE CREATE DEFAULT DISTINCT ELSE EXCEPT FALSE FROM GROUP HAVING"
              + " IN INSERT INTERSECT INTO IS JOIN LIKE NOT NULL ON OR ORDER SELECT TABLE THEN TRUE"
              + " UNION USING VALUES WHEN WHERE WITH");

  /**
   * Keywords where an operand can begin, if a parenthesis follows: calls with a syntax of their
   * own.
   */
  static final Set<String> CALLS =
      words(
          "ANY ARRAY ARRAY_AGG CAST CEIL CEILING CONVERT CUBE CURSOR DATE DATE_DIFF DATE_TRUNC"
              + " DATETIME DATETIME_DIFF DATETIME_TRUNC DESCRIPTOR EXISTS EXTRACT FLOOR"
              + " GROUP_CONCAT GROUPING HOP INTERVAL JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS"
              + " JSON_OBJECT JSON_OBJECTAGG JSON_QUERY JSON_VALUE LATERAL MAP MULTISET OVERLAY"
              + " PERCENTILE_CONT PERCENTILE_DISC PERIOD POSITION ROLLUP ROW SAFE_CAST SESSION SOME"
              + " STRING_AGG SUBSTRING TIME TIME_DIFF TIME_TRUNC TIMESTAMP TIMESTAMP_DIFF"
              + " TIMESTAMP_TRUNC TIMESTAMPADD TIMESTAMPDIFF TRANSLATE TRIM TRY_CAST TUMBLE UNIQUE"
              + " UNNEST");

  /** Keywords where an operand can begin, if a string follows. */
  static final Set<String> LITERAL_PREFIXES = words("DATE DATETIME TIME TIMESTAMP");

  /** Keywords that are operands of their own. */
  static final Set<String> CLOCKS =
      words("CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP");

  /** Names that Calcite takes for calls without parentheses unless they are quoted. */
  static final Set<String> CALLS_WITHOUT_PARENTHESES =
      words(
          "CURRENT_CATALOG CURRENT_DEFAULT_TRANSFORM_GROUP CURRENT_PATH CURRENT_ROLE"
              + " CURRENT_SCHEMA CURRENT_USER PI SESSION_USER SYSTEM_USER USER");

  /** Keywords behind an operand. */
  static final Set<String> FOLLOWING =
      words(
          "ASC COLLATE CONTAINS DESC ESCAPE EXCLUDE FOLLOWING FOR FORMAT ILIKE MATCH_CONDITION OVER OVERLAPS"
              + " PLACING PRECEDES PRECEDING QUALIFY RANGE RLIKE ROW ROWS SEPARATOR SIMILAR SUCCEEDS"
              + " TABLESAMPLE TO");

  /** Keywords behind an operand, if one of these words or symbols is next. */
  static final Map<String, Set<String>> FOLLOWING_IF_NEXT =
      table(
          "ASOF: JOIN",
          "CROSS: JOIN APPLY",
          "FETCH: FIRST NEXT",
          "FILTER: (",
          "FULL: JOIN OUTER",
          "HOP: (",
          "IGNORE: NULLS",
          "IMMEDIATELY: PRECEDES SUCCEEDS",
          "INNER: JOIN",
          "LEFT: JOIN OUTER ASOF",
          "MATCH_RECOGNIZE: (",
          "MEMBER: OF",
          "MINUS: SELECT ALL DISTINCT (",
          "NATURAL: JOIN LEFT RIGHT FULL INNER",
          "NULLS: FIRST LAST",
          "OUTER: APPLY",
          "PARTITION: BY",
          "PIVOT: (",
          "RESPECT: NULLS",
          "RIGHT: JOIN OUTER",
          "SESSION: (",
          "SUBMULTISET: OF",
          "TUMBLE: (",
          "UNPIVOT: ( INCLUDE EXCLUDE",
          "WITHIN: GROUP DISTINCT");

  /** Keywords right behind another keyword. */
  static final Map<String, Set<String>> PAIRS =
      table(
          "CODEGEN: FOR",
          "CREATE: STREAM",
          "CROSS: APPLY",
          "CURRENT: ROW",
          "DROP: STREAM",
          "EMIT: FINAL CHANGES CHANGE EVERY",
          "EXCLUDE: CURRENT TIES NO",
          "EXPLAIN: PLAN CODEGEN FOR",
          "FETCH: FIRST NEXT",
          "FIRST: ROW ROWS",
          "FULL: OUTER",
          "GROUPING: SETS",
          "IF: EXISTS",
          "IGNORE: NULLS",
          "IMMEDIATELY: PRECEDES SUCCEEDS",
          "IS: UNKNOWN JSON",
          "LEFT: OUTER ASOF",
          "MEMBER: OF",
          "NATURAL: LEFT RIGHT FULL INNER",
          "NEXT: ROW ROWS",
          "NO: OTHERS",
          "NULLS: FIRST LAST",
          "OUTER: APPLY",
          "PLAN: FOR",
          "PRIMARY: KEY",
          "RANGE: UNBOUNDED CURRENT",
          "RESPECT: NULLS",
          "RIGHT: OUTER",
          "ROW: ONLY",
          "ROWS: UNBOUNDED CURRENT ONLY",
          "SIMILAR: TO",
          "SUBMULTISET: OF",
          "TABLESAMPLE: BERNOULLI SYSTEM SUBSTITUTE",
          "UNBOUNDED: PRECEDING FOLLOWING",
          "WATERMARK: FOR",
          "WITH: ORDINALITY RECURSIVE");

  /** Keywords behind which a name must stand. */
  static final Set<String> BEFORE_NAMES = words("AS INTO OVER STREAM TABLE WINDOW");

  /** Keywords behind which it goes on as behind an operand. */
  static final Set<String> LIKE_OPERANDS =
      words(
          "ASC CHANGE CHANGES CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DEFAULT DESC END FALSE"
              + " FINAL FIRST FOLLOWING LAST LOCALTIME LOCALTIMESTAMP NULL NULLS ONLY"
              + " ORDINALITY OTHERS PRECEDING ROW TIES TRUE UNKNOWN");

  /** Keywords that make one operand of one or two. */
  static final Set<String> OPERATORS = words("AND BETWEEN IN IS LIKE NOT OR");

  /** Units of intervals. */
  static final Set<String> UNITS =
      words(
          "YEAR YEARS QUARTER QUARTERS MONTH MONTHS WEEK WEEKS DAY DAYS HOUR HOURS MINUTE MINUTES"
              + " SECOND SECONDS MILLISECOND MICROSECOND NANOSECOND");

  /** Keywords that are names where a type stands: the grammar has no such types. */
  static final Set<String> NO_TYPES = words("BIT BLOB CLOB DATETIME JSON NCHAR NCLOB XML");

  /** Keywords before parentheses in which Calcite alone decides. */
  static final Set<String> LEFT_ALONE =
      words(
          "CONVERT JSON_ARRAY JSON_ARRAYAGG JSON_EXISTS JSON_OBJECT JSON_OBJECTAGG JSON_QUERY"
              + " JSON_VALUE MATCH_RECOGNIZE PIVOT UNPIVOT");

  private Keywords() {}

  static boolean listed(Map<String, Set<String>> table, String word, String other) {
    return table.getOrDefault(word, Set.of()).contains(other);
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  private static Map<String, Set<String>> table(String... lines) {
    Map<String, Set<String>> table = new HashMap<>();
    for (String line : lines) {
      int colon = line.indexOf(':');
      table.put(line.substring(0, colon), words(line.substring(colon + 2)));
    }
    return Map.copyOf(table);
  }
}
