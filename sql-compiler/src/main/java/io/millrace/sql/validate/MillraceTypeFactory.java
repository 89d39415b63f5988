package io.millrace.sql.validate;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;

/** Calcite's type factory with our limits, and with text in Unicode. */
public final class MillraceTypeFactory extends JavaTypeFactoryImpl {
  /** A new factory; it caches types and is free to use from one thread. */
  public MillraceTypeFactory() {
    super(MillraceTypeSystem.INSTANCE);
  }

  @Override
  public Charset getDefaultCharset() {
    return StandardCharsets.UTF_8;
  }
}
