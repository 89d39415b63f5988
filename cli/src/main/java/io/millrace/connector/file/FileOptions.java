package io.millrace.connector.file;

import io.millrace.connector.ConnectorException;
import io.millrace.connector.ConnectorOptions;
import io.millrace.query.StreamDefinition;
import io.millrace.type.EpochUnit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the options of a file stream say. Immutable.
 *
 * @param stream name of the stream
 * @param path what {@code path} says
 * @param json JSON lines if true, else CSV
 * @param header whether the first line of CSV names the columns
 * @param delimiter between fields of CSV
 * @param nullText what an unquoted CSV field says to mean NULL
 * @param timestampUnit the unit of timestamps that are numbers; null if none may be
 * @param skip whether malformed lines are passed over
 * @param deadLetter where malformed lines go, or null if they are not passed over
 * @param maxLineBytes longest line that is read
 * @param changelog whether the kind of each row is written in front of it
 */
record FileOptions(
    String stream,
    String path,
    boolean json,
    boolean header,
    byte delimiter,
    byte[] nullText,
    EpochUnit timestampUnit,
    boolean skip,
    String deadLetter,
    int maxLineBytes,
    boolean changelog) {
  private static final String CSV = "csv";
  private static final String JSONL = "jsonl";
  private static final List<String> COMMON =
      List.of(
          "path",
          "format",
          "timestamp-unit",
          "on-error",
          "dead-letter",
          "max-line-bytes",
          "changelog");
  private static final List<String> CSV_ONLY = List.of("header", "delimiter", "null");
  private static final int DEFAULT_LINE_BYTES = 16 * 1024 * 1024;
  private static final int MOST_LINE_BYTES = 1024 * 1024 * 1024;
  private static final int LEAST_LINE_BYTES = 64;

  /** Checks the options of a stream. */
  static FileOptions of(StreamDefinition stream) {
    List<String> all = new ArrayList<>(COMMON);
    all.addAll(CSV_ONLY);
    ConnectorOptions options = new ConnectorOptions(stream, all);
    String path = options.required("path");
    boolean json = isJson(options, path);
    if (json) {
      for (String name : CSV_ONLY) {
        if (options.has(name)) {
          throw options.wrong(
              name, options.text(name, ""), "it goes with 'format'='csv' only; leave it out");
        }
      }
    }
    boolean skip = options.choice("on-error", "fail", List.of("fail", "skip")).equals("skip");
    return new FileOptions(
        stream.name(),
        path,
        json,
        options.flag("header", true),
        delimiter(options),
        options.text("null", "").getBytes(StandardCharsets.UTF_8),
        unit(options.choice("timestamp-unit", "", List.of("s", "ms", "us", "ns"))),
        skip,
        deadLetter(options, path, skip),
        options.integer("max-line-bytes", DEFAULT_LINE_BYTES, LEAST_LINE_BYTES, MOST_LINE_BYTES),
        options.flag("changelog", false));
  }

  private static boolean isJson(ConnectorOptions options, String path) {
    String format = options.choice("format", "", List.of(CSV, JSONL));
    if (!format.isEmpty()) {
      return format.equals(JSONL);
    }
    String name = path.toLowerCase(Locale.ROOT);
    String plain = FilePath.isGzip(name) ? name.substring(0, name.length() - 3) : name;
    if (!plain.endsWith("." + CSV) && !plain.endsWith("." + JSONL)) {
      options.required("format");
    }
    return plain.endsWith("." + JSONL);
  }

  private static byte delimiter(ConnectorOptions options) {
    String text = options.text("delimiter", ",");
    if (text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || text.charAt(0) > 0x7e || "\"\n\r".contains(text)) {
      throw options.wrong(
          "delimiter", text, "it must be one ASCII character, not a quote or line break, or \\t");
    }
    return (byte) text.charAt(0);
  }

  private static EpochUnit unit(String symbol) {
    return symbol.isEmpty() ? null : EpochUnit.of(symbol);
  }

  private static String deadLetter(ConnectorOptions options, String path, boolean skip) {
    if (!skip) {
      if (options.has("dead-letter")) {
        throw options.wrong(
            "dead-letter",
            options.text("dead-letter", ""),
            "it goes with 'on-error'='skip' only; add that or leave it out");
      }
      return null;
    }
    if (path.equals(FilePath.STANDARD) || FilePath.isResource(path)) {
      return options.required("dead-letter");
    }
    return options.text("dead-letter", path + ".rejected");
  }

  /** Stream and file as the name=value part of a message. */
  String place() {
    String file = path.equals(FilePath.STANDARD) ? "standard input" : path;
    return "stream=" + stream + ", file=" + file;
  }

  /** The error for a failed read or write of this file. */
  ConnectorException failure(String what, String more, Throwable cause) {
    return new ConnectorException(what + ": " + place() + more, cause);
  }
}
