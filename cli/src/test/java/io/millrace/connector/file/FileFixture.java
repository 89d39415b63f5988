package io.millrace.connector.file;

import io.millrace.access.ConnectorAccess;
import io.millrace.access.FileAccess;
import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.connector.ConnectorContext;
import io.millrace.connector.DurableSink;
import io.millrace.connector.Sink;
import io.millrace.connector.Source;
import io.millrace.query.StreamDefinition;
import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Declares file streams in a directory and reads and writes them through the connector. */
final class FileFixture {
  static final DataType VARCHAR = DataType.of(TypeKind.VARCHAR);
  static final DataType BIGINT = DataType.of(TypeKind.BIGINT);
  static final DataType INTEGER = DataType.of(TypeKind.INTEGER);
  static final DataType BOOLEAN = DataType.of(TypeKind.BOOLEAN);
  static final DataType DOUBLE = DataType.of(TypeKind.DOUBLE);
  static final DataType REAL = DataType.of(TypeKind.REAL);
  static final DataType DATE = DataType.of(TypeKind.DATE);

  private final FileConnector connector = new FileConnector();
  private final Path directory;
  private final Map<String, String> options = new HashMap<>();
  private final List<Column> columns = new ArrayList<>();
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private InputStream input = InputStream.nullInputStream();
  private FileAccess files = FileAccess.all();
  private int capacity = 3;

  FileFixture(Path directory) {
    this.directory = directory;
    options.put("connector", "file");
  }

  FileFixture option(String name, String value) {
    options.put(name, value);
    return this;
  }

  FileFixture column(String name, DataType type) {
    columns.add(new Column(name, type));
    return this;
  }

  FileFixture allowed(FileAccess allowed) {
    files = allowed;
    return this;
  }

  FileFixture capacity(int newCapacity) {
    capacity = newCapacity;
    return this;
  }

  FileFixture input(String text) {
    return input(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  FileFixture input(InputStream newInput) {
    input = newInput;
    return option("path", "-");
  }

  FileFixture file(String name, String text) {
    return file(name, text.getBytes(StandardCharsets.UTF_8));
  }

  FileFixture file(String name, byte[] bytes) {
    try {
      Files.write(directory.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return option("path", name);
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  String text(String name) {
    try {
      return Files.readString(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Schema schema() {
    return Schema.of(columns);
  }

  StreamDefinition stream() {
    return connector.resolve(new StreamDefinition("s", schema(), null, options));
  }

  ConnectorContext context() {
    ConnectorAccess access = ConnectorAccess.none().withFiles(files);
    return new ConnectorContext(directory, input, output, access);
  }

  String standardOutput() {
    return output.toString(StandardCharsets.UTF_8);
  }

  Source source() {
    return connector.openSource(stream(), null, context());
  }

  Sink sink() {
    return connector.openSink(stream(), context());
  }

  DurableSink durableSink() {
    return connector.openDurableSink(stream(), context());
  }

  /** All rows, each as its values with blanks between; NULL as null. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    try (Source source = source()) {
      rows(source, rows);
    }
    return rows;
  }

  /** Adds the rows that are left to {@code rows}; those before a failure are there too. */
  void rows(Source source, List<String> rows) {
    RecordBatch batch = new RecordBatch(schema(), capacity);
    while (source.read(batch)) {
      for (int row = 0; row < batch.rowCount(); row++) {
        rows.add(show(batch, row));
      }
      batch.clear();
    }
  }

  static String show(RecordBatch batch, int row) {
    StringBuilder out = new StringBuilder();
    for (int column = 0; column < batch.schema().size(); column++) {
      out.append(column == 0 ? "" : " ").append(show(batch.column(column), row));
    }
    return out.toString();
  }

  private static Object show(ColumnVector column, int row) {
    if (column.isNull(row)) {
      return "null";
    }
    DataType type = column.type();
    return switch (type.storage()) {
      case BYTE -> column.bytes()[row] == 1;
      case INT -> column.ints()[row];
      case LONG ->
          type.kind() == TypeKind.DECIMAL
              ? BigDecimal.valueOf(column.longs()[row], type.scale())
              : column.longs()[row];
      case FLOAT -> column.floats()[row];
      case DOUBLE -> column.doubles()[row];
      case LONG_PAIR -> {
        BigInteger low = new BigInteger(Long.toUnsignedString(column.longs()[row]));
        BigInteger high = BigInteger.valueOf(column.highs()[row]).shiftLeft(64);
        yield new BigDecimal(high.add(low), type.scale());
      }
      case BYTES ->
          new String(
              column.text(), column.offsets()[row], column.lengths()[row], StandardCharsets.UTF_8);
    };
  }
}
