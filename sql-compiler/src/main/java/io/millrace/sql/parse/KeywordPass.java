package io.millrace.sql.parse;

import io.millrace.query.SqlException;
import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Decides which words of a statement are keywords and which are names, so that {@code count},
 * {@code end} or {@code timestamp} can be columns and yet {@code COUNT(*)}, {@code CASE … END} and
 * {@code TIMESTAMP '…'} mean what they always mean.
 *
 * <p>It walks over the tokens once and knows whether an operand comes next or has just ended, and
 * what kind of parentheses it is in. Where an operand comes next, most words are names; behind one,
 * a word is a keyword only if it can go on there, else it is an alias.
 */
final class KeywordPass {
  /** What a pair of parentheses is for. */
  private enum Kind {
    WHOLE,
    PLAIN,
    CALL,
    CAST,
    UNIT_FIRST,
    TRIM,
    WINDOW,
    COLUMNS,
    LEFT_ALONE
  }

  /** A pair of parentheses that is open. */
  private static final class Level {
    final Kind kind;
    int openCases;
    int operators;
    boolean type;

    Level(Kind kind) {
      this.kind = kind;
    }
  }

  /** Most parentheses, brackets and CASE in each other. */
  static final int MAX_NESTING = 100;

  /** Most operators without a comma or a clause between them. */
  static final int MAX_OPERATORS = 1000;

  private final List<Token> tokens;
  private final String statement;
  private final Deque<Level> levels = new ArrayDeque<>();
  private int at;
  private int nesting;
  private boolean afterOperand;
  private boolean afterInterval;
  private boolean afterPlainParentheses;
  private String keyword = "";
  private String keywordBefore = "";

  private KeywordPass(List<Token> tokens) {
    this.tokens = tokens;
    this.statement = upper(0);
    levels.push(new Level(Kind.WHOLE));
  }

  /** Turns words that are names here into identifiers. */
  static void apply(List<Token> tokens) {
    new KeywordPass(tokens).run();
  }

  private void run() {
    for (at = 0; at < tokens.size() - 1; at++) {
      Token token = tokens.get(at);
      if (TokenKinds.isWord(token.kind)) {
        String word = upper(at);
        if (isKeyword(word)) {
          passKeyword(word);
        } else {
          token.kind = GeneratedParserConstants.IDENTIFIER;
          passName(token);
        }
      } else if (token.kind == GeneratedParserConstants.IDENTIFIER
          || token.kind == GeneratedParserConstants.QUOTED_IDENTIFIER) {
        passName(token);
      } else {
        passSymbolOrLiteral(token);
      }
    }
  }

  private boolean isKeyword(String word) {
    Level level = levels.peek();
    if (level.kind == Kind.LEFT_ALONE || level.type || at == 0) {
      return true;
    }
    if (image(at - 1).equals(".") || isOptionName()) {
      return false;
    }
    if (continuesKeyword(word)) {
      return true;
    }
    if (beginsColumn(level)) {
      return word.equals("WATERMARK") && upper(at + 1).equals("FOR")
          || word.equals("PRIMARY") && upper(at + 1).equals("KEY");
    }
    if (Keywords.RESERVED.contains(word)) {
      return true;
    }
    boolean named =
        Keywords.BEFORE_NAMES.contains(keyword) && !upper(at + 1).equals("BY")
            || keyword.equals("FOR") && level.kind == Kind.COLUMNS
            || keyword.equals("EXISTS");
    return !named && (afterOperand ? mayFollow(word, level) : mayStart(word, level));
  }

  /** Whether this is the name in {@code SET name = value}. */
  private boolean isOptionName() {
    return statement.equals("SET") && levels.size() == 1 && !afterEquals();
  }

  private boolean afterEquals() {
    for (int i = 1; i < at; i++) {
      if (tokens.get(i).kind == GeneratedParserConstants.EQ) {
        return true;
      }
    }
    return false;
  }

  private boolean continuesKeyword(String word) {
    return switch (word) {
      case "CHANGE" -> keyword.equals("ON") && keywordBefore.equals("EMIT");
      case "SYSTEM_TIME" -> keyword.equals("FOR") && levels.peek().kind != Kind.COLUMNS;
      case "OF" -> keyword.equals("AS") && keywordBefore.equals("SYSTEM_TIME");
      case "UNKNOWN" -> keyword.equals("IS") || keyword.equals("NOT") && keywordBefore.equals("IS");
      case "EXISTS" -> keyword.equals("IF") || keyword.equals("NOT") && keywordBefore.equals("IF");
      case "IF" ->
          (keyword.equals("STREAM") || keyword.equals("TABLE"))
              && (upper(at + 1).equals("NOT") || upper(at + 1).equals("EXISTS"));
      default ->
          Keywords.listed(Keywords.PAIRS, keyword, word)
              || keyword.equals("TO") && Keywords.UNITS.contains(word);
    };
  }

  private boolean beginsColumn(Level level) {
    String before = image(at - 1);
    return level.kind == Kind.COLUMNS && (before.equals("(") || before.equals(","));
  }

  private boolean mayStart(String word, Level level) {
    String next = upper(at + 1);
    if (image(at + 1).equals("(") && Keywords.CALLS.contains(word)) {
      return true;
    }
    if (tokens.get(at + 1).kind == GeneratedParserConstants.QUOTED_STRING
        && Keywords.LITERAL_PREFIXES.contains(word)) {
      return true;
    }
    boolean first = image(at - 1).equals("(");
    return switch (word) {
      case "INTERVAL" -> startsInterval();
      case "ARRAY", "MULTISET", "MAP" -> next.equals("[");
      case "PARTITION" -> next.equals("BY");
      case "GROUPING" -> next.equals("SETS");
      case "UNBOUNDED" -> next.equals("PRECEDING") || next.equals("FOLLOWING");
      case "CURRENT" -> next.equals("ROW");
      case "LATERAL" -> next.equals("TABLE") || next.equals("UNNEST");
      case "STREAM" ->
          keyword.equals("SELECT")
              && startsOperand(at + 1)
              && (!next.equals("*") || upper(at + 2).equals("FROM"));
      case "ROWS", "RANGE" -> first && level.kind == Kind.WINDOW;
      case "BOTH", "LEADING", "TRAILING" ->
          first && level.kind == Kind.TRIM && (next.equals("FROM") || startsOperand(at + 1));
      default ->
          Keywords.CLOCKS.contains(word)
              || first
                  && level.kind == Kind.UNIT_FIRST
                  && (next.equals("FROM") || next.equals(","));
    };
  }

  private boolean startsInterval() {
    Token next = tokens.get(at + 1);
    if (next.kind == GeneratedParserConstants.QUOTED_STRING) {
      return true;
    }
    if (next.image.equals("-") || next.image.equals("+")) {
      return tokens.get(at + 2).kind == GeneratedParserConstants.QUOTED_STRING;
    }
    return startsOperand(at + 1)
        && !upper(at + 1).equals("TO")
        && Keywords.UNITS.contains(upper(at + 2));
  }

  /** Whether a name, a literal or {@code *} stands there, not an operator, a comma or FROM. */
  private boolean startsOperand(int index) {
    Token token = tokens.get(index);
    if (TokenKinds.isWord(token.kind)) {
      String word = upper(index);
      return !Keywords.RESERVED.contains(word) || word.equals("CASE") || word.equals("DISTINCT");
    }
    return token.image.equals("*")
        || TokenKinds.text(token.kind) == null && token.kind != GeneratedParserConstants.EOF;
  }

  private boolean mayFollow(String word, Level level) {
    String next = upper(at + 1);
    return switch (word) {
      case "END" -> level.openCases > 0;
      case "EMIT" ->
          Keywords.listed(Keywords.PAIRS, "EMIT", next)
              || levels.size() == 1 && !next.equals("FROM") && !next.equals(",");
      case "LIMIT", "OFFSET" ->
          next.equals("ALL") || next.equals("?") || LexicalClasses.startsNumber(next + " ", 0);
      case "WINDOW" -> upper(at + 2).equals("AS");
      default ->
          Keywords.FOLLOWING.contains(word)
              || Keywords.listed(Keywords.FOLLOWING_IF_NEXT, word, next)
              || Keywords.UNITS.contains(word) && (afterInterval || afterPlainParentheses);
    };
  }

  private void passKeyword(String word) {
    Level level = levels.peek();
    boolean afterNumber = at > 0 && LexicalClasses.startsNumber(image(at - 1) + " ", 0);
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
      level.operators = 0;
    }
    if (word.equals("CASE")) {
      level.openCases++;
      nest();
    } else if (word.equals("END")) {
      level.openCases--;
      nesting--;
    } else if (word.equals("AS") && level.kind == Kind.CAST) {
      level.type = true;
    }
    remember(word);
  }

  private void passName(Token token) {
    boolean column = !image(at + 1).equals("(");
    if (column && Keywords.CALLS_WITHOUT_PARENTHESES.contains(upper(at))) {
      token.kind = GeneratedParserConstants.QUOTED_IDENTIFIER;
      token.image = '"' + token.image + '"';
    }
    Level level = levels.peek();
    if (beginsColumn(level)) {
      level.type = true;
    }
    afterOperand = true;
    afterPlainParentheses = false;
    remember("");
  }

  private void passSymbolOrLiteral(Token token) {
    boolean closedPlain = false;
    switch (token.image) {
      case "(" -> {
        nest();
        levels.push(new Level(kindOfLevel()));
        afterOperand = false;
      }
      case ")" -> {
        closedPlain = levels.peek().kind == Kind.PLAIN;
        close();
        afterOperand = true;
      }
      case "," -> {
        afterOperand = false;
        afterInterval = false;
        levels.peek().operators = 0;
        levels.peek().type &= levels.peek().kind != Kind.COLUMNS;
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
      default -> {
        afterOperand = TokenKinds.text(token.kind) == null;
        if (!afterOperand) {
          countOperator();
        }
      }
    }
    afterPlainParentheses = closedPlain;
    remember("");
  }

  private void nest() {
    if (++nesting > MAX_NESTING) {
      throw new SqlException(
          "nested too deeply: limit=" + MAX_NESTING + "; split the statement",
          Tokens.position(tokens.get(at)));
    }
  }

  private void countOperator() {
    if (++levels.peek().operators > MAX_OPERATORS) {
      throw new SqlException(
          "too many operators in a row: limit="
              + MAX_OPERATORS
              + "; use IN for many values, or split it with parentheses",
          Tokens.position(tokens.get(at)));
    }
  }

  private void close() {
    nesting--;
    if (levels.size() > 1) {
      levels.pop();
    }
  }

  private Kind kindOfLevel() {
    Level outer = levels.peek();
    if (outer.kind == Kind.LEFT_ALONE || outer.type || Keywords.LEFT_ALONE.contains(keyword)) {
      return Kind.LEFT_ALONE;
    }
    if (Keywords.CASTS.contains(keyword)) {
      return Kind.CAST;
    }
    if (Keywords.CALLS_WITH_UNIT.contains(keyword)) {
      return Kind.UNIT_FIRST;
    }
    return switch (keyword) {
      case "TRIM" -> Kind.TRIM;
      case "OVER", "AS" -> Kind.WINDOW;
      case "" -> statement.equals("CREATE") && levels.size() == 1 ? Kind.COLUMNS : callOrPlain();
      default -> Keywords.CALLS.contains(keyword) ? Kind.CALL : Kind.PLAIN;
    };
  }

  private Kind callOrPlain() {
    return afterOperand ? Kind.CALL : Kind.PLAIN;
  }

  private void remember(String word) {
    keywordBefore = keyword;
    keyword = word;
  }

  private String image(int index) {
    return index < 0 ? "" : tokens.get(Math.min(index, tokens.size() - 1)).image;
  }

  private String upper(int index) {
    return image(index).toUpperCase(Locale.ROOT);
  }
}
