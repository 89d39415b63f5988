package io.millrace.sql.codegen;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.type.Schema;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** The class that computes key groups; its hash is that of the engine. */
final class RouterEmitter {
  private RouterEmitter() {}

  /** Source of the router of these keys over a stream of this schema. */
  static String emit(Schema schema, List<RexNode> keys) {
    ClassMembers members = new ClassMembers("i", "batch", "keyGroups", "rows", "hash", "nullFlags");
    CodeWriter body = new CodeWriter(1);
    members.use(ColumnVector.class);
    ColumnEmitter columns = new ColumnEmitter(schema, members, ColumnEmitter.columnsOf(keys));
    body.line("@Override");
    body.open("public void route(RecordBatch batch, byte[] keyGroups)");
    columns.bind(body);
    body.line("final int rows = batch.rowCount();");
    body.open("for (int i = 0; i < rows; i++)");
    boolean canFail = keys.stream().anyMatch(ExpressionEmitter::canFail);
    if (canFail) {
      body.open("try");
    }
    columns.load(body, ColumnEmitter.columnsOf(keys));
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, columns.values());
    new KeyEmitter(members, keys).hash(body, emitter);
    body.line("keyGroups[i] = KeyGroups.ofHash(hash);");
    if (canFail) {
      body.reopen("catch (ArithmeticException e)");
      body.line("keyGroups[i] = 0;");
      body.reopen("catch (IllegalArgumentException e)");
      body.line("keyGroups[i] = 0;");
      body.close();
    }
    body.close();
    body.close();
    members.use(RecordBatch.class);
    members.use(Router.class);
    members.use(KeyGroups.class);
    return ClassSource.assemble("KeyRouter", "implements Router", members, "", body.toString());
  }
}
