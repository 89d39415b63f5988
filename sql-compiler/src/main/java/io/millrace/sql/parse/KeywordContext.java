package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.query.SqlLimit;
import io.millrace.query.SqlLimits;
import io.millrace.sql.parse.NestingLevel.Kind;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * What is known at a place in a statement when it is read from its beginning: the words around the
 * place, the parentheses it is in, and whether an operand has just ended. Mutable, of one pass.
 */
final class KeywordContext {
  /** Most operators without a comma or a clause between them. */
  static final int MAX_OPERATORS = 1000;

  private final List<Token> tokens;
  private final SqlLimits limits;
  private final Deque<NestingLevel> levels = new ArrayDeque<>();
  private int at;
  private int nesting;
  private boolean afterOperand;
  private boolean afterInterval;
  private boolean afterPlainParentheses;
  private boolean afterEquals;
  private String keyword = "";
  private String keywordBefore = "";

  KeywordContext(List<Token> tokens, SqlLimits limits) {
    this.tokens = tokens;
    this.limits = limits;
    levels.push(new NestingLevel(Kind.WHOLE));
  }

  /** Index of this place. */
  int at() {
    return at;
  }

  NestingLevel level() {
    return levels.peek();
  }

  /** Whether no parentheses are open. */
  boolean isOutermost() {
    return levels.size() == 1;
  }

  /**
   * Whether what stands before ends an operand, so that an operator, clause or alias can follow.
   */
  boolean isAfterOperand() {
    return afterOperand;
  }

  /** Whether a unit is due. */
  boolean isBeforeUnit() {
    return afterInterval || afterPlainParentheses;
  }

  /** Whether an equals sign stood anywhere before. */
  boolean isAfterEquals() {
    return afterEquals;
  }

  /** Whether a column declaration begins here. */
  boolean beginsColumn() {
    String before = text(-1);
    return level().kind == Kind.COLUMNS && (before.equals("(") || before.equals(","));
  }

  /** The word right before if it is a keyword, else empty. */
  String keyword() {
    return keyword;
  }

  /** The word before {@link #keyword} if it is a keyword, else empty. */
  String keywordBefore() {
    return keywordBefore;
  }

  /** The token at a distance from here; the end if that is behind it. */
  Token token(int distance) {
    return tokens.get(Math.min(at + distance, tokens.size() - 1));
  }

  /** The text of the token at a distance, in capitals; empty before the beginning. */
  String text(int distance) {
    return at + distance < 0 ? "" : token(distance).image.toUpperCase(Locale.ROOT);
  }

  /** The first word of the statement. */
  String statement() {
    return Tokens.upper(tokens.get(0));
  }

  /** Goes on behind a keyword. */
  void passKeyword(String word) {
    boolean afterNumber = at > 0 && LexicalClasses.startsNumber(text(-1) + " ", 0);
    afterPlainParentheses = false;
    afterOperand =
        Keywords.LIKE_OPERANDS.contains(word)
            || Keywords.UNITS.contains(word)
            || afterNumber && word.equals("ROWS")
            || afterOperand && word.equals("NOT");
    afterInterval = word.equals("INTERVAL");
    if (Keywords.OPERATORS.contains(word)) {
      countOperator();
    } else if (Keywords.RESERVED.contains(word)) {
      level().operators = 0;
    }
    switch (word) {
      case "CASE" -> {
        level().openCases++;
        nest();
      }
      case "END" -> {
        level().openCases = Math.max(0, level().openCases - 1);
        nesting--;
      }
      case "AS" -> level().inType |= level().kind == Kind.CAST;
      default -> {}
    }
    pass(word);
  }

  /** Goes on behind a name. */
  void passName() {
    level().inType |= beginsColumn();
    afterOperand = true;
    afterPlainParentheses = false;
    pass("");
  }

  /** Goes on behind anything else. */
  void passSymbolOrLiteral() {
    boolean closedPlain = false;
    switch (text(0)) {
      case "(" -> open();
      case ")" -> closedPlain = close();
      case "," -> {
        afterOperand = false;
        afterInterval = false;
        level().operators = 0;
        level().inType &= level().kind != Kind.COLUMNS;
      }
      case "*" -> afterOperand = !afterOperand;
      case "[" -> {
        nest();
        afterOperand = false;
      }
      case "]" -> {
        nesting--;
        afterOperand = true;
      }
      case "?" -> afterOperand = true;
      case "." -> afterOperand = false;
      default -> {
        afterOperand = TokenKinds.text(token(0).kind) == null;
        if (!afterOperand) {
          countOperator();
        }
      }
    }
    afterPlainParentheses = closedPlain;
    afterEquals |= token(0).kind == GeneratedParserConstants.EQ;
    pass("");
  }

  private void pass(String word) {
    keywordBefore = keyword;
    keyword = word;
    at++;
  }

  private void open() {
    nest();
    Kind kind = level().kindBehind(keyword);
    if (kind == Kind.PLAIN && keyword.isEmpty()) {
      boolean columns = isOutermost() && statement().equals("CREATE");
      kind = columns ? Kind.COLUMNS : afterOperand ? Kind.CALL : Kind.PLAIN;
    }
    levels.push(new NestingLevel(kind));
    afterOperand = false;
  }

  private boolean close() {
    boolean plain = level().kind == Kind.PLAIN;
    if (!isOutermost()) {
      nesting--;
      levels.pop();
    }
    afterOperand = true;
    return plain;
  }

  private void nest() {
    if (limits.excludes(SqlLimit.NESTING, ++nesting)) {
      throw new SqlException(
          "nested too deeply: levels="
              + nesting
              + " or more"
              + limits.refusal(SqlLimit.NESTING, "split the statement"),
          Tokens.position(token(0)));
    }
  }

  private void countOperator() {
    if (++level().operators > MAX_OPERATORS) {
      throw new SqlException(
          "too many operators in a row: limit="
              + MAX_OPERATORS
              + "; use IN for many values, or split it with parentheses",
          Tokens.position(token(0)));
    }
  }
}
