package io.millrace.sql.codegen;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.EngineFactory;
import io.millrace.engine.QueryEngine;
import io.millrace.engine.Router;
import io.millrace.engine.RouterFactory;
import io.millrace.engine.SnapshotReader;
import io.millrace.engine.SnapshotWriter;
import io.millrace.over.EventTimeOrderedEngine;
import io.millrace.query.Routing;
import io.millrace.sql.plan.GroupPlan;
import io.millrace.sql.plan.OperatorPlan;
import io.millrace.sql.plan.QueryPlan;
import io.millrace.sql.plan.RowNumberPlan;
import io.millrace.sql.plan.StatelessPlan;
import io.millrace.type.Schema;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.calcite.rex.RexNode;

/** Generates and compiles the class of a query, and that of its router. */
public final class QueryCodegen {
  private static final String[] RESERVED = {
    "row",
    "out",
    "budget",
    "watermarkNs",
    "i",
    "at",
    "rows",
    "n",
    "batch",
    "fromRow",
    "toRow",
    "groups",
    "slot",
    "hash",
    "nullFlags",
    "identity",
    "ordinal",
    "kinds",
    "shift",
    "end",
    "room",
    "made",
    "sum",
    "start",
    "windowEnd",
    "eventTimeNs",
    "windows",
    "windowStart",
    "current",
    "currentStart",
    "currentEnd",
    "behind",
    "kind",
    "emitted",
    "passes",
    "before",
    "rowsBefore",
    "e",
    "context",
    "output",
    "inputSchema",
    "outputSchema",
    "writer",
    "reader",
    "unused",
    "waiting",
    "parameters"
  };

  private final QueryPlan plan;
  private final QueryPlan stateOf;
  private final ClassMembers members = new ClassMembers(RESERVED);

  private QueryCodegen(QueryPlan plan, QueryPlan stateOf) {
    this.plan = plan;
    this.stateOf = stateOf;
  }

  /** Generates the code of a plan and compiles it. */
  public static GeneratedQuery generate(QueryPlan plan) {
    return new QueryCodegen(plan, plan).generate();
  }

  /**
   * Generates and compiles engines that restore the state of those of a plan, and put it out at the
   * end of input; see {@link io.millrace.query.CompiledQuery#inspection}.
   */
  static GeneratedQuery inspection(QueryPlan plan) {
    return new QueryCodegen(plan.atTheEnd(), plan).generate();
  }

  private GeneratedQuery generate() {
    CodeWriter body = new CodeWriter(1);
    CodeWriter fields = new CodeWriter(1);
    use(ColumnVector.class, RecordBatch.class, EngineContext.class, Schema.class);
    OutputEmitter output = operator(body, fields);
    body.line("");
    output.bindMethod(body);
    output.declare(fields);
    constructor(fields);
    String source =
        ClassSource.assemble(
            className(),
            "extends " + supertype().getSimpleName(),
            members,
            fields.toString(),
            body.toString());
    return new GeneratedQuery(
        source,
        output.schema(),
        inputColumns(),
        stateOf == plan ? routing() : Routing.single(),
        factory(source, output.schema()));
  }

  /** Writes what the operator needs, and tells what it puts out. */
  private OutputEmitter operator(CodeWriter body, CodeWriter fields) {
    OperatorPlan operator = plan.operator();
    if (!(operator instanceof StatelessPlan)) {
      use(SnapshotReader.class, SnapshotWriter.class);
    }
    if (operator instanceof RowNumberPlan && stateOf != plan) {
      RowNumberInspectionEmitter emitter = new RowNumberInspectionEmitter(plan, members);
      emitter.emit(body, fields);
      return emitter.output();
    }
    OutputEmitter output = new OutputEmitter(plan.names(), plan.outputs(), members);
    if (operator instanceof StatelessPlan) {
      new StatelessEmitter(plan, members, output).emit(body);
    } else if (operator instanceof GroupPlan) {
      new GroupEmitter(plan, stateOf, members, output).emit(body, fields);
    } else {
      fields.line("private final GroupTable groups;");
      new RowNumberEmitter(plan, members, output).emit(body);
    }
    return output;
  }

  private void use(Class<?>... types) {
    for (Class<?> type : types) {
      members.use(type);
    }
    members.use(supertype());
  }

  private Class<?> supertype() {
    return plan.operator() instanceof RowNumberPlan
        ? EventTimeOrderedEngine.class
        : QueryEngine.class;
  }

  private String className() {
    OperatorPlan operator = plan.operator();
    if (operator instanceof GroupPlan group) {
      return group.window() == null ? "GroupQuery" : "TumblingWindowQuery";
    }
    return operator instanceof RowNumberPlan ? "RowNumberQuery" : "StatelessQuery";
  }

  private void constructor(CodeWriter body) {
    body.line("");
    body.open(
        "public "
            + className()
            + "(EngineContext context, Schema inputSchema, Schema outputSchema"
            + (members.hasParameters() ? ", Object[] parameters)" : ")"));
    body.line(
        plan.operator() instanceof RowNumberPlan over
            ? "super(context, inputSchema, outputSchema, " + over.eventTimeColumn() + ");"
            : "super(context, outputSchema);");
    members.constructorStatements().lines().forEach(body::line);
    body.close();
  }

  private int[] inputColumns() {
    List<RexNode> all = new ArrayList<>();
    if (plan.filter() != null) {
      all.add(plan.filter());
    }
    BitSet used = new BitSet();
    if (plan.operator() instanceof GroupPlan group) {
      all.addAll(group.keys());
      all.addAll(AggregateEmitter.expressions(group.aggregates()));
      if (group.window() != null) {
        used.set(group.window().eventTimeColumn());
      }
    } else {
      all.addAll(plan.outputs());
      if (plan.outputFilter() != null) {
        all.add(plan.outputFilter());
      }
    }
    if (plan.operator() instanceof RowNumberPlan over) {
      all.addAll(over.keys());
      used.set(over.eventTimeColumn());
    }
    used.or(ColumnEmitter.columnsOf(all));
    used.clear(plan.stream().schema().size(), Integer.MAX_VALUE);
    return used.stream().toArray();
  }

  private Routing routing() {
    List<RexNode> keys =
        plan.operator() instanceof GroupPlan group
            ? group.keys()
            : plan.operator() instanceof RowNumberPlan over ? over.keys() : null;
    if (keys == null) {
      return Routing.any();
    }
    if (keys.isEmpty()) {
      return Routing.single();
    }
    String source = RouterEmitter.emit(plan.stream().schema(), keys);
    Class<?> type = ClassCompiler.compile("KeyRouter", source);
    Constructor<?> constructor = GeneratedClass.constructor(type);
    RouterFactory factory = () -> (Router) GeneratedClass.instance(constructor);
    return Routing.byKey(keys.toString(), factory);
  }

  private EngineFactory factory(String source, Schema outputSchema) {
    Class<?> type = ClassCompiler.compile(className(), source);
    return new GeneratedEngines(
        members.hasParameters()
            ? GeneratedClass.constructor(
                type, EngineContext.class, Schema.class, Schema.class, Object[].class)
            : GeneratedClass.constructor(type, EngineContext.class, Schema.class, Schema.class),
        plan.stream().schema(),
        outputSchema,
        new LazyInspection(stateOf),
        null);
  }
}
