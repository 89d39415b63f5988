package io.millrace.cli.run;

import io.millrace.query.SqlException;
import io.millrace.query.SqlPosition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A script as it was read, and the same with its variables filled in.
 *
 * <p>{@code ${name}} anywhere in the text, comments and literals included, stands for a variable;
 * <code>$${</code> stands for the two characters <code>${</code>. A name consists of letters,
 * digits, {@code _}, {@code -} and {@code .}.
 *
 * @param name how errors call it: the path as given, or {@code <stdin>}
 * @param text the text
 */
public record ScriptText(String name, String text) {
  private static final String SUFFIX = ".sql";
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final String STDIN = "<stdin>";

  /**
   * Reads a file, or standard input if the path is {@code -}.
   *
   * @throws IOException if it cannot be read; the message is fit to show
   */
  public static ScriptText read(String path, InputStream standardInput) throws IOException {
    if (path.equals("-")) {
      return new ScriptText(STDIN, decode(STDIN, standardInput.readAllBytes()));
    }
    Path file = Path.of(path);
    if (Files.isDirectory(file)) {
      throw new IOException("script is a directory: path=" + path + "; name a file");
    }
    if (!Files.exists(file)) {
      throw new IOException("no such script: path=" + path + "; check the path");
    }
    return new ScriptText(path, decode(path, Files.readAllBytes(file)));
  }

  /** Name of the result files of a script: its file name without {@code .sql}. */
  public static String baseName(String path) {
    if (path.equals("-")) {
      return "stdin";
    }
    String fileName = Path.of(path).getFileName().toString();
    boolean hasSuffix = fileName.endsWith(SUFFIX) && fileName.length() > SUFFIX.length();
    return hasSuffix ? fileName.substring(0, fileName.length() - SUFFIX.length()) : fileName;
  }

  /** Whether the text came from standard input, which is then at its end. */
  public boolean isStandardInput() {
    return name.equals(STDIN);
  }

  private static String decode(String name, byte[] bytes) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new IOException("script is not UTF-8: path=" + name + "; convert it", e);
    }
  }

  /**
   * The script with its variables filled in.
   *
   * @throws SqlException if a variable has no value
   */
  public ScriptText withVariables(Map<String, String> variables) {
    StringBuilder out = new StringBuilder(text.length());
    int from = 0;
    for (int at = text.indexOf("${"); at >= 0; at = text.indexOf("${", from)) {
      if (at > from && text.charAt(at - 1) == '$') {
        out.append(text, from, at - 1).append("${");
        from = at + 2;
        continue;
      }
      int end = endOfName(at + 2);
      String variable = text.substring(at + 2, end);
      if (variable.isEmpty() || end == text.length() || text.charAt(end) != '}') {
        throw new SqlException(
            "not a variable; write ${name}, or $${ for the characters ${", span(at, end));
      }
      String value = variables.get(variable);
      if (value == null) {
        throw unknown(variable, variables, span(at, end + 1));
      }
      out.append(text, from, at).append(value);
      from = end + 1;
    }
    return new ScriptText(name, out.append(text, from, text.length()).toString());
  }

  private int endOfName(int from) {
    int end = from;
    while (end < text.length() && isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
  }

  private static SqlException unknown(
      String variable, Map<String, String> variables, SqlPosition position) {
    String message =
        "variable has no value: name=" + variable + "; give one with --set " + variable + "=…";
    List<String> candidates = new ArrayList<>(new TreeSet<>(variables.keySet()));
    return new SqlException(message, position, candidates);
  }

  private SqlPosition span(int from, int to) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < from; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && text.charAt(i + 1) != '\n')) {
        line++;
        lineStart = i + 1;
      }
    }
    int column = from - lineStart + 1;
    return new SqlPosition(line, column, line, Math.max(column, to - lineStart));
  }
}
