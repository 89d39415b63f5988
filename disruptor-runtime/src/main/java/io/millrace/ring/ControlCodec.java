package io.millrace.ring;

import io.millrace.Delivery;
import io.millrace.query.QueryText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Control events as bytes of the journal. Queries without a name are left out. */
public final class ControlCodec {
  private static final int MOST_SOURCES = 1 << 20;

  private ControlCodec() {}

  static byte[] encode(ControlEvent event) {
    return encode(describe(event));
  }

  private static ControlRecord describe(ControlEvent event) {
    if (event instanceof ControlEvent.QueryAdded added && added.query().name() != null) {
      return begin(ControlRecord.Kind.QUERY_ADDED, added.query(), false, added.stream());
    } else if (event instanceof ControlEvent.QueryReplaced replaced
        && replaced.query().name() != null) {
      return begin(
          ControlRecord.Kind.QUERY_REPLACED, replaced.query(), replaced.keepsState(), null);
    } else if (event instanceof ControlEvent.QueryRemoved removed
        && removed.query().name() != null) {
      return of(ControlRecord.Kind.QUERY_REMOVED, removed.query().name(), false);
    } else if (event instanceof ControlEvent.QueryPaused paused && paused.query().name() != null) {
      return of(
          paused.paused() ? ControlRecord.Kind.QUERY_PAUSED : ControlRecord.Kind.QUERY_RESUMED,
          paused.query().name(),
          false);
    } else if (event instanceof ControlEvent.StreamMoved moved) {
      return new ControlRecord(
          ControlRecord.Kind.STREAM_MOVED, "", "", null, false, moved.stream());
    } else if (event instanceof ControlEvent.EndOfInput end) {
      return of(ControlRecord.Kind.END_OF_INPUT, "", end.emit());
    } else if (event instanceof ControlEvent.Barrier) {
      return of(ControlRecord.Kind.BARRIER, "", false);
    } else if (event instanceof ControlEvent.Retired) {
      return of(ControlRecord.Kind.RETIRED, "", false);
    }
    return of(ControlRecord.Kind.WATERMARK, "", false);
  }

  private static ControlRecord of(ControlRecord.Kind kind, String query, boolean flag) {
    return new ControlRecord(kind, query, "", null, flag, null);
  }

  private static ControlRecord begin(
      ControlRecord.Kind kind, QueryRun run, boolean keepsState, StreamPoint stream) {
    return new ControlRecord(
        kind, run.name(), QueryText.of(run.query()), run.delivery(), keepsState, stream);
  }

  static byte[] encode(ControlRecord control) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(control.kind().ordinal());
      putText(out, control.query());
      putText(out, control.sql());
      out.writeByte(control.delivery() == null ? -1 : control.delivery().ordinal());
      out.writeBoolean(control.flag());
      out.writeBoolean(control.stream() != null);
      if (control.stream() != null) {
        putStream(out, control.stream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void putStream(DataOutputStream out, StreamPoint stream) throws IOException {
    out.writeLong(stream.event());
    out.writeLong(stream.watermarkNs());
    out.writeBoolean(stream.ended());
    out.writeInt(stream.sources().size());
    for (SourcePoint source : stream.sources()) {
      putText(out, source.name());
      out.writeLong(source.ownNs());
      out.writeLong(source.rows());
      out.writeLong(source.mark());
      out.writeLong(source.markRows());
    }
  }

  private static void putText(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /**
   * Reads what was written.
   *
   * @throws IllegalArgumentException if it is no control event
   */
  public static ControlRecord decode(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      ControlRecord.Kind kind = element(ControlRecord.Kind.values(), in.readByte());
      String query = text(in);
      String sql = text(in);
      int delivery = in.readByte();
      boolean flag = in.readBoolean();
      StreamPoint stream = in.readBoolean() ? stream(in) : null;
      return new ControlRecord(
          kind,
          query,
          sql,
          delivery < 0 ? null : element(Delivery.values(), delivery),
          flag,
          stream);
    } catch (IOException e) {
      throw new IllegalArgumentException("control event is cut short: bytes=" + bytes.length, e);
    }
  }

  private static <E> E element(E[] values, int index) {
    if (index < 0 || index >= values.length) {
      throw new IllegalArgumentException(
          "unknown number in a control event: number=" + index + ", most=" + (values.length - 1));
    }
    return values[index];
  }

  private static StreamPoint stream(DataInputStream in) throws IOException {
    long event = in.readLong();
    long watermarkNs = in.readLong();
    boolean ended = in.readBoolean();
    int count = in.readInt();
    if (count < 0 || count > MOST_SOURCES) {
      throw new IllegalArgumentException("wrong number of sources: count=" + count);
    }
    List<SourcePoint> sources = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sources.add(
          new SourcePoint(text(in), in.readLong(), in.readLong(), in.readLong(), in.readLong()));
    }
    return new StreamPoint(event, watermarkNs, ended, sources);
  }

  private static String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IllegalArgumentException(
          "text is cut short: length=" + length + ", left=" + in.available());
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
