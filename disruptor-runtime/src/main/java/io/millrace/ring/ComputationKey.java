package io.millrace.ring;

import io.millrace.query.CompiledQuery;
import io.millrace.type.Schema;
import java.util.List;

/** What identical queries have in common: engines with equal keys put out the same for all rows. */
record ComputationKey(
    String stream, String code, String stateShape, Schema outputSchema, List<Object> values) {
  static ComputationKey of(CompiledQuery query) {
    return new ComputationKey(
        query.stream(), query.code(), query.stateShape(), query.outputSchema(), query.values());
  }
}
