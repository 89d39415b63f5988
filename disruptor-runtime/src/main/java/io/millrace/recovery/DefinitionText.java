package io.millrace.recovery;

import io.millrace.query.StreamDefinition;
import io.millrace.query.WatermarkSpec;

/** What of a stream's declaration must be the same after a restart, as text. */
final class DefinitionText {
  private DefinitionText() {}

  static String of(StreamDefinition stream) {
    WatermarkSpec watermark = stream.watermark();
    return stream.schema()
        + (watermark == null
            ? ""
            : ", watermark of column " + watermark.column() + ", delayNs=" + watermark.delayNs());
  }
}
