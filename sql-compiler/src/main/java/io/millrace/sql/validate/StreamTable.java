package io.millrace.sql.validate;

import io.millrace.query.StreamDefinition;
import io.millrace.type.Column;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;

/** A stream as a table that Calcite can name. */
public final class StreamTable extends AbstractTable {
  private final StreamDefinition stream;

  StreamTable(StreamDefinition stream) {
    this.stream = stream;
  }

  /** The stream. */
  public StreamDefinition stream() {
    return stream;
  }

  @Override
  public RelDataType getRowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder row = factory.builder();
    for (Column column : stream.schema().columns()) {
      row.add(column.name(), TypeConversion.toRelDataType(column.type(), factory));
    }
    return row.build();
  }
}
