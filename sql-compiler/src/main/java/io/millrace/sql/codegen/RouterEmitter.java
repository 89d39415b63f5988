package io.millrace.sql.codegen;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.KeyGroups;
import io.millrace.engine.Router;
import io.millrace.sql.codegen.expression.ExpressionEmitter;
import io.millrace.type.Schema;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** The class that lists rows by their key group; its hash is that of the engine. */
final class RouterEmitter {
  private RouterEmitter() {}

  /** Source of the router of these keys over a stream of this schema. */
  static String emit(Schema schema, List<RexNode> keys) {
    ClassMembers members =
        new ClassMembers(
            "i", "n", "batch", "firstGroup", "endGroup", "rows", "count", "hash", "nullFlags");
    CodeWriter body = new CodeWriter(1);
    members.use(ColumnVector.class);
    ColumnEmitter columns = new ColumnEmitter(schema, members, ColumnEmitter.columnsOf(keys));
    body.line("@Override");
    body.open("public int select(RecordBatch batch, int firstGroup, int endGroup, int[] rows)");
    columns.bind(body);
    body.line("final int count = batch.rowCount();");
    body.line("int n = 0;");
    body.open("for (int i = 0; i < count; i++)");
    body.line("rows[n] = i;");
    boolean canFail = keys.stream().anyMatch(ExpressionEmitter::canFail);
    if (canFail) {
      body.open("try");
    }
    columns.load(body, ColumnEmitter.columnsOf(keys));
    ExpressionEmitter emitter = new ExpressionEmitter(members, body, columns.values());
    new KeyEmitter(members, keys).hash(body, emitter);
    body.line("n += KeyGroups.isWithin(KeyGroups.ofHash(hash), firstGroup, endGroup);");
    if (canFail) {
      body.reopen("catch (ArithmeticException e)");
      body.line("n += KeyGroups.isWithin(0, firstGroup, endGroup);");
      body.reopen("catch (IllegalArgumentException e)");
      body.line("n += KeyGroups.isWithin(0, firstGroup, endGroup);");
      body.close();
    }
    body.close();
    body.line("return n;");
    body.close();
    members.use(RecordBatch.class);
    members.use(Router.class);
    members.use(KeyGroups.class);
    return ClassSource.assemble("KeyRouter", "implements Router", members, "", body.toString());
  }
}
