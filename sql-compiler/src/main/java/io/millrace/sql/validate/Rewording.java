package io.millrace.sql.validate;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of Calcite's validator, and what we say instead: what is wrong and what to do.
 *
 * @param theirs the whole message; groups are used in ours
 * @param ours the replacement, with {@code $1} for the first group
 */
record Rewording(Pattern theirs, String ours) {
  private static final List<Rewording> ALL =
      List.of(
          of(
              "Expression '(.*)' is not being grouped",
              "neither grouped nor aggregated: expression=$1; add it to GROUP BY, or aggregate it"
                  + " as in MAX($1)"),
          of(
              "Illegal use of dynamic parameter",
              "type of a parameter is not known: parameter=?; write CAST(? AS …) with the type of"
                  + " its values"),
          of(
              "Aggregate expression is illegal in WHERE clause",
              "aggregate in WHERE, which sees single rows; use HAVING for groups, or FILTER (WHERE"
                  + " …) behind the aggregate"),
          of(
              "Windowed aggregate expression is illegal in (\\w+) clause",
              "OVER in $1, which comes before rows are numbered; write SELECT … FROM (SELECT …,"
                  + " ROW_NUMBER() OVER (…) AS rn FROM …) WHERE rn = 1"),
          of(
              "Column '(.*)' is ambiguous",
              "ambiguous column: name=$1; give each column a name of its own with AS"),
          of(
              "Aggregate expressions cannot be nested",
              "aggregate of an aggregate; write the inner result to a stream with INSERT INTO …"
                  + " SELECT and aggregate that"),
          of(
              "FILTER must not contain aggregate expression",
              "aggregate in FILTER, which sees single rows; use HAVING for groups"),
          of(
              "(WHERE|HAVING|FILTER) clause must be a condition",
              "$1 is not a condition; write something that is true or false, such as a comparison"),
          of(
              "Invalid number of arguments to function '(.*)'\\. Was expecting (\\d+) arguments",
              "wrong number of arguments: function=$1, expected=$2; give as many as expected"),
          of(
              "Cast function cannot convert value of type (.*?) to type (.*?)(?: NOT NULL)?",
              "no such cast: from=$1, to=$2; choose another type"),
          of(
              "Call to auxiliary group function '(\\w+)' must have matching call .*",
              "$1 of another window than that of GROUP BY; write the same arguments in both"),
          of(
              "Cannot apply '\\$?(.*?)' to arguments of type '(.*)'\\. Supported form\\(s\\): (.*)",
              "wrong types: operation=$1, arguments=$2; use $3, with CAST if need be"));

  private static Rewording of(String theirs, String ours) {
    return new Rewording(Pattern.compile("^" + theirs + "$", Pattern.DOTALL), ours);
  }

  /** Our message for one of Calcite's, or null if we have none. */
  static String of(String message) {
    for (Rewording rewording : ALL) {
      Matcher matcher = rewording.theirs.matcher(message);
      if (matcher.matches()) {
        return matcher.replaceFirst(rewording.ours).replaceAll("\\s+", " ").strip();
      }
    }
    return null;
  }
}
