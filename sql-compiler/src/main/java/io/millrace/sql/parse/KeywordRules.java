package io.millrace.sql.parse;

import io.millrace.sql.parse.NestingLevel.Kind;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;

/**
 * Whether a word is a keyword or a name at its place. Where an operand comes next, most words are
 * names; behind one, a word is a keyword only if it can go on there, else it is an alias.
 */
final class KeywordRules {
  private final KeywordContext context;

  KeywordRules(KeywordContext context) {
    this.context = context;
  }

  /** Whether a word, which can be a keyword somewhere, is one here. */
  boolean isKeyword(String word) {
    NestingLevel level = context.level();
    if (level.inType) {
      return !Keywords.NO_TYPES.contains(word);
    }
    if (level.kind == Kind.LEFT_ALONE || context.at() == 0) {
      return true;
    }
    if (context.text(-1).equals(".") || isOptionName()) {
      return false;
    }
    if (continuesKeyword(word)) {
      return true;
    }
    if (context.beginsColumn()) {
      return word.equals("WATERMARK") && context.text(1).equals("FOR")
          || word.equals("PRIMARY") && context.text(1).equals("KEY");
    }
    if (Keywords.RESERVED.contains(word)) {
      return true;
    }
    return !isNameDue() && (context.isAfterOperand() ? mayFollow(word) : mayStart(word));
  }

  /** Whether this is the name in {@code SET name = value}. */
  private boolean isOptionName() {
    return context.statement().equals("SET") && context.isOutermost() && !context.isAfterEquals();
  }

  /** Whether the keyword before wants a name. */
  private boolean isNameDue() {
    String before = context.keyword();
    return Keywords.BEFORE_NAMES.contains(before) && !context.text(1).equals("BY")
        || before.equals("FOR") && context.level().kind == Kind.COLUMNS
        || before.equals("EXISTS");
  }

  /** Whether the word makes a pair with the keyword before. */
  private boolean continuesKeyword(String word) {
    String before = context.keyword();
    String second = context.keywordBefore();
    String next = context.text(1);
    return switch (word) {
      case "CHANGE" -> before.equals("ON") && second.equals("EMIT");
      case "SYSTEM_TIME" -> before.equals("FOR") && context.level().kind != Kind.COLUMNS;
      case "OF" -> before.equals("AS") && second.equals("SYSTEM_TIME");
      case "UNKNOWN" -> before.equals("IS") || before.equals("NOT") && second.equals("IS");
      case "EXISTS" -> before.equals("IF") || before.equals("NOT") && second.equals("IF");
      case "IF" ->
          (before.equals("STREAM") || before.equals("TABLE"))
              && (next.equals("NOT") || next.equals("EXISTS"));
      default ->
          Keywords.listed(Keywords.PAIRS, before, word)
              || before.equals("TO") && Keywords.UNITS.contains(word);
    };
  }

  private boolean mayStart(String word) {
    String next = context.text(1);
    boolean string = context.token(1).kind == GeneratedParserConstants.QUOTED_STRING;
    if (next.equals("(") && Keywords.CALLS.contains(word)
        || string && Keywords.LITERAL_PREFIXES.contains(word)
        || Keywords.CLOCKS.contains(word)
        || context.text(-1).equals("(") && mayBeginParentheses(word)) {
      return true;
    }
    return switch (word) {
      case "INTERVAL" -> startsInterval();
      case "ARRAY", "MULTISET", "MAP" -> next.equals("[");
      case "PARTITION" -> next.equals("BY");
      case "GROUPING" -> next.equals("SETS");
      case "UNBOUNDED" -> next.equals("PRECEDING") || next.equals("FOLLOWING");
      case "CURRENT" -> next.equals("ROW");
      case "LATERAL" -> next.equals("TABLE") || next.equals("UNNEST");
      case "STREAM" ->
          context.keyword().equals("SELECT")
              && startsOperand(1)
              && (!next.equals("*") || context.text(2).equals("FROM"));
      default -> false;
    };
  }

  private boolean mayBeginParentheses(String word) {
    boolean from = context.text(1).equals("FROM");
    return switch (context.level().kind) {
      case WINDOW -> word.equals("ROWS") || word.equals("RANGE");
      case UNIT_FIRST -> from || context.text(1).equals(",");
      case TRIM ->
          (word.equals("BOTH") || word.equals("LEADING") || word.equals("TRAILING"))
              && (from || startsOperand(1));
      default -> false;
    };
  }

  private boolean startsInterval() {
    String next = context.text(1);
    int value = next.equals("-") || next.equals("+") ? 2 : 1;
    if (context.token(value).kind == GeneratedParserConstants.QUOTED_STRING) {
      return true;
    }
    return startsOperand(1) && !next.equals("TO") && Keywords.UNITS.contains(context.text(2));
  }

  /** Whether a name, a literal or {@code *} stands there, not an operator, a comma or FROM. */
  private boolean startsOperand(int distance) {
    Token token = context.token(distance);
    if (TokenKinds.isWord(token.kind)) {
      String word = Tokens.upper(token);
      return !Keywords.RESERVED.contains(word) || word.equals("CASE") || word.equals("DISTINCT");
    }
    return token.image.equals("*") || TokenKinds.text(token.kind) == null && !Tokens.isEnd(token);
  }

  private boolean mayFollow(String word) {
    String next = context.text(1);
    return switch (word) {
      case "END" -> context.level().openCases > 0;
      case "EMIT" ->
          Keywords.listed(Keywords.PAIRS, "EMIT", next)
              || context.isOutermost() && !next.equals("FROM") && !next.equals(",");
      case "LIMIT", "OFFSET" ->
          next.equals("ALL") || next.equals("?") || LexicalClasses.startsNumber(next + " ", 0);
      case "WINDOW" -> context.text(2).equals("AS");
      default ->
          Keywords.FOLLOWING.contains(word)
              || Keywords.listed(Keywords.FOLLOWING_IF_NEXT, word, next)
              || Keywords.UNITS.contains(word) && context.isBeforeUnit();
    };
  }
}
