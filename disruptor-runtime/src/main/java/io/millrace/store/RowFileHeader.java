package io.millrace.store;

import io.millrace.type.Column;
import io.millrace.type.DataType;
import io.millrace.type.Schema;
import io.millrace.type.TypeKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row file is, and what it was made for. It never changes.
 *
 * @param name of the table
 * @param sql the query whose result it keeps
 * @param schema the columns of its rows
 * @param keyColumns which of them make the key
 * @param entries most rows
 * @param textBytes what a VARCHAR takes on average
 */
public record RowFileHeader(
    String name, String sql, Schema schema, List<Integer> keyColumns, long entries, int textBytes) {

  /** With a list of its own. */
  public RowFileHeader {
    keyColumns = List.copyOf(keyColumns);
  }

  /** The columns of the key, in order. */
  public Schema keySchema() {
    return Schema.of(keyColumns.stream().map(schema::column).toList());
  }

  /** The same with another number of rows. */
  public RowFileHeader withEntries(long newEntries) {
    return new RowFileHeader(name, sql, schema, keyColumns, newEntries, textBytes);
  }

  int[] keys() {
    return keyColumns.stream().mapToInt(Integer::intValue).toArray();
  }

  RowCodec codec() {
    return new RowCodec(schema, keys());
  }

  /** What a row takes on average. */
  int rowBytes() {
    return RowCodec.averageBytes(schema, textBytes);
  }

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(RowFileDescriptor.MAGIC);
      out.writeInt(RowFileDescriptor.VERSION);
      writeText(out, name);
      writeText(out, sql);
      out.writeInt(schema.size());
      for (Column column : schema.columns()) {
        DataType type = column.type();
        writeText(out, column.name());
        writeText(out, type.kind().name());
        out.writeInt(type.precision());
        out.writeInt(type.scale());
        out.writeBoolean(type.nullable());
      }
      out.writeInt(keyColumns.size());
      for (int column : keyColumns) {
        out.writeInt(column);
      }
      out.writeLong(entries);
      out.writeInt(textBytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static RowFileHeader decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int magic = in.readInt();
      int version = in.readInt();
      if (magic != RowFileDescriptor.MAGIC || version != RowFileDescriptor.VERSION) {
        throw new IOException(
            "layout="
                + Integer.toHexString(magic)
                + "/"
                + version
                + ", known="
                + Integer.toHexString(RowFileDescriptor.MAGIC)
                + "/"
                + RowFileDescriptor.VERSION);
      }
      String name = readText(in);
      String sql = readText(in);
      Schema schema = readSchema(in);
      List<Integer> keys = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        keys.add(in.readInt());
      }
      return new RowFileHeader(name, sql, schema, keys, in.readLong(), in.readInt());
    }
  }

  private static Schema readSchema(DataInputStream in) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      String name = readText(in);
      TypeKind kind = TypeKind.valueOf(readText(in));
      int precision = in.readInt();
      int scale = in.readInt();
      DataType type =
          switch (kind) {
            case DECIMAL -> DataType.decimal(precision, scale);
            case VARCHAR -> DataType.varchar(precision);
            case TIMESTAMP -> DataType.timestamp(precision);
            case TIME -> DataType.time(precision);
            default -> DataType.of(kind);
          };
      columns.add(new Column(name, type.withNullable(in.readBoolean())));
    }
    return Schema.of(columns);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }
}
