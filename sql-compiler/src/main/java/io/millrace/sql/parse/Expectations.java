package io.millrace.sql.parse;

import io.millrace.sql.parse.grammar.GeneratedParserConstants;
import io.millrace.sql.parse.grammar.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What could stand at a place in a statement, found by trying: what fits lets the grammar look on.
 * A trial costs a parse of what stands before. One thread.
 */
final class Expectations {
  private static final int MOST = 5;

  /** Errors further behind are told without trials. */
  private static final int LAST_TOKEN_TRIED = 2000;

  /** What is worth telling, in this order, when many things could follow. */
  private static final List<String> TELLING =
      List.of(
          ")",
          ",",
          "(",
          "FROM",
          "BY",
          "AS",
          "FOR",
          "THEN",
          "WHEN",
          "END",
          "ON",
          "INTO",
          "SELECT",
          "VALUES",
          "INSERT",
          "STREAM",
          "TABLE",
          "IF",
          "EXISTS",
          "FINAL",
          "CHANGES",
          "CHANGE",
          "EVERY",
          "KEY",
          "JOIN",
          "DAY",
          "HOUR",
          "MINUTE",
          "SECOND",
          "IN",
          "LIKE",
          "BETWEEN",
          "ROW",
          "ROWS",
          "PRECEDING",
          "FOLLOWING",
          "FIRST",
          "LAST",
          "WHERE",
          "GROUP",
          "EMIT",
          "AND",
          "NOT",
          "NULL",
          "TRUE",
          "FALSE",
          "WITH",
          "ORDER",
          "HAVING",
          "CASE",
          "PLAN",
          "CODEGEN",
          "WATERMARK",
          "PRIMARY",
          "PARTITION",
          "RANGE",
          "DISTINCT",
          "CREATE",
          "=",
          ".");

  private static final Set<String> OPERATORS =
      Set.of("=", "IN", "LIKE", "BETWEEN", "AND", "NOT", ".");

  /** Not reserved, and yet keywords where an alias could stand. */
  private static final Set<String> CLAUSES = Set.of("EMIT", "END", "FOR");

  private static final Set<String> QUERY_DUE = Set.of("SELECT", "VALUES", "INSERT");

  private static final Set<String> QUERY_STARTS = Set.of("SELECT", "VALUES", "WITH");

  private final List<Token> tokens;
  private int blindIndex = -1;
  private boolean blind;

  Expectations(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** Index of the first token that does not fit, given a run over all of them that failed. */
  int firstMisfit(GrammarRun failed) {
    int index = failed.consumed() + 1;
    while (index < failed.seen() && index <= LAST_TOKEN_TRIED && isUsed(index)) {
      index++;
    }
    return index > LAST_TOKEN_TRIED ? failed.seen() : index;
  }

  /** Whether the grammar uses the token at an index, if only the right one follows. */
  private boolean isUsed(int index) {
    List<Integer> kinds = new ArrayList<>();
    kinds.add(GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL);
    kinds.add(GeneratedParserConstants.IDENTIFIER);
    kinds.add(GeneratedParserConstants.QUOTED_STRING);
    kinds.add(GeneratedParserConstants.EOF);
    TELLING.forEach(text -> kinds.add(kindOf(text)));
    for (int kind : kinds) {
      List<Token> trial = new ArrayList<>(tokens.subList(0, index + 1));
      trial.add(Tokens.like(tokens.get(index), kind));
      trial.add(Tokens.like(tokens.get(index), GeneratedParserConstants.EOF));
      if (new GrammarRun(trial).tried().consumed() >= index) {
        return true;
      }
    }
    return false;
  }

  /** At most five things that fit at an index, the most telling first. */
  List<String> at(int index) {
    List<String> result = new ArrayList<>();
    if (index > LAST_TOKEN_TRIED) {
      return result;
    }
    boolean name = fits(index, GeneratedParserConstants.IDENTIFIER);
    boolean query = isQueryDue(index);
    String operand = query ? null : operandAt(index, name);
    if (operand != null) {
      result.add(operand);
    }
    boolean operator = operand == null && fits(index, kindOf("=")) && fits(index, kindOf("IN"));
    for (String telling : TELLING) {
      boolean sign = !Character.isLetter(telling.charAt(0));
      boolean skipped =
          operand != null && (!sign || telling.equals("("))
              || operator && OPERATORS.contains(telling)
              || query && !QUERY_DUE.contains(telling)
              || !query
                  && name
                  && !sign
                  && !Keywords.RESERVED.contains(telling)
                  && !CLAUSES.contains(telling);
      if (!skipped && result.size() <= MOST && fits(index, kindOf(telling))) {
        result.add(sign ? "'" + telling + "'" : telling);
      }
    }
    if (operator) {
      result.add("an operator");
    }
    if (fits(index, GeneratedParserConstants.EOF)) {
      result.add("end of statement");
    }
    if (result.size() > 1 && afterOperand(index)) {
      result.remove("'('");
    }
    return result.subList(0, Math.min(MOST, result.size()));
  }

  private String operandAt(int index, boolean name) {
    if (fits(index, GeneratedParserConstants.VARCHAR)) {
      return "a type";
    }
    if (afterOperand(index)) {
      return null;
    }
    boolean number = fits(index, GeneratedParserConstants.UNSIGNED_INTEGER_LITERAL);
    if (name && number) {
      return "an expression";
    }
    boolean string = fits(index, GeneratedParserConstants.QUOTED_STRING);
    return name ? "a name" : number ? "a number" : string ? "a string" : null;
  }

  /** Whether what stands before ends an operand, so that a name would only be an alias of it. */
  private boolean afterOperand(int index) {
    Token before = tokens.get(Math.max(0, index - 1));
    boolean call = before.image.equals(")") || before.image.equals("]");
    boolean literal = TokenKinds.text(before.kind) == null;
    return call || literal || Set.of("END", "NULL", "TRUE", "FALSE").contains(Tokens.upper(before));
  }

  /** Whether this is where the query of INSERT or EXPLAIN begins. */
  private boolean isQueryDue(int index) {
    boolean due = Set.of("INSERT", "EXPLAIN").contains(Tokens.upper(tokens.get(0)));
    for (int i = 0; due && i < index; i++) {
      due = !QUERY_STARTS.contains(Tokens.upper(tokens.get(i)));
    }
    return due && fits(index, kindOf("SELECT"));
  }

  /**
   * The keyword that a word was meant to be, if with it the error at an index goes away; or null.
   */
  String misspelt(int word, int error) {
    Token token = tokens.get(word);
    boolean unknown = Tokens.isName(token) && TokenKinds.ofWord(token.image) < 0;
    if (!unknown || error > LAST_TOKEN_TRIED) {
      return null;
    }
    for (String keyword : TELLING) {
      boolean close =
          Character.isLetter(keyword.charAt(0)) && OneEdit.apart(Tokens.upper(token), keyword);
      if (close && with(word, kindOf(keyword), tokens.size()).consumed() >= error) {
        return keyword;
      }
    }
    return null;
  }

  /** Whether a token of that kind, in place of what is there, lets the grammar look on. */
  boolean fits(int index, int kind) {
    GrammarRun run = with(index, kind, index + 1);
    return isBlind(index) ? run.consumed() >= index : run.seen() > index;
  }

  /** Whether the grammar looks behind an index even if nothing could fit there. */
  private boolean isBlind(int index) {
    if (blindIndex != index) {
      blindIndex = index;
      blind = with(index, GeneratedParserConstants.BEL, index + 1).seen() > index;
    }
    return blind;
  }

  private GrammarRun with(int index, int kind, int end) {
    List<Token> trial = new ArrayList<>(tokens.subList(0, Math.min(end, tokens.size())));
    trial.set(index, Tokens.like(tokens.get(index), kind));
    Token last = trial.get(trial.size() - 1);
    if (!Tokens.isEnd(last)) {
      trial.add(Tokens.like(last, GeneratedParserConstants.EOF));
    }
    return new GrammarRun(trial).tried();
  }

  private static int kindOf(String text) {
    return Character.isLetter(text.charAt(0)) ? TokenKinds.ofWord(text) : TokenKinds.ofSymbol(text);
  }
}
