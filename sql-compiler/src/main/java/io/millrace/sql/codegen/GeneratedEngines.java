package io.millrace.sql.codegen;

import io.millrace.engine.EngineContext;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.Inspection;
import io.millrace.engine.StreamExecutionEngine;
import io.millrace.type.Schema;
import java.lang.reflect.Constructor;

/** Makes engines of one generated class, with values for its parameters if it has any. */
final class GeneratedEngines implements EngineFactory {
  private final Constructor<?> constructor;
  private final Schema inputSchema;
  private final Schema outputSchema;
  private final LazyInspection inspection;
  private final Object[] values;

  /** With values of the parameters, or null where none are bound. */
  GeneratedEngines(
      Constructor<?> constructor,
      Schema inputSchema,
      Schema outputSchema,
      LazyInspection inspection,
      Object[] values) {
    this.constructor = constructor;
    this.inputSchema = inputSchema;
    this.outputSchema = outputSchema;
    this.inspection = inspection;
    this.values = values;
  }

  @Override
  public StreamExecutionEngine create(EngineContext context) {
    boolean takesValues = constructor.getParameterCount() > 3;
    if (takesValues && values == null) {
      throw new IllegalStateException("parameters without values; call CompiledQuery.bind first");
    }
    Object engine =
        takesValues
            ? GeneratedClass.instance(constructor, context, inputSchema, outputSchema, values)
            : GeneratedClass.instance(constructor, context, inputSchema, outputSchema);
    return (StreamExecutionEngine) engine;
  }

  @Override
  public Inspection inspection() {
    Inspection unbound = inspection.get();
    return values == null
        ? unbound
        : new Inspection(
            unbound.outputSchema(), unbound.key(), unbound.code(), unbound.factory().bind(values));
  }

  @Override
  public EngineFactory bind(Object[] newValues) {
    return new GeneratedEngines(constructor, inputSchema, outputSchema, inspection, newValues);
  }
}
