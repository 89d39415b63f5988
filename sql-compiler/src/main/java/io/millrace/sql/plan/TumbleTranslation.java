package io.millrace.sql.plan;

import io.millrace.query.SqlException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/** Brings the three spellings of a tumbling window into one: {@link WindowFunctions}. */
final class TumbleTranslation {
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private TumbleTranslation() {}

  /** {@code TABLE(TUMBLE(TABLE t, DESCRIPTOR(c), size [, offset]))}: two more fields. */
  static List<RexNode> append(
      TableFunctionScan scan,
      List<RexNode> fields,
      RexBuilder rex,
      Function<String, SqlException> refuse) {
    RexCall call = (RexCall) scan.getCall();
    if (!call.getOperator().getName().equalsIgnoreCase("TUMBLE")) {
      throw refuse.apply(
          "window is not supported: window=" + call.getOperator().getName() + "; use TUMBLE");
    }
    RexNode time = null;
    List<Long> lengths = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      if (operand instanceof RexCall descriptor
          && descriptor.getOperator().getName().equalsIgnoreCase("DESCRIPTOR")) {
        time = fields.get(((RexInputRef) descriptor.getOperands().get(0)).getIndex());
      } else if (operand instanceof RexLiteral) {
        lengths.add(nanos(operand));
      } else {
        throw refuse.apply(
            "window of variable length: length=" + operand + "; write an INTERVAL literal");
      }
    }
    long size = lengths.get(0);
    checkSize(size, refuse);
    long offset = lengths.size() > 1 ? Math.floorMod(lengths.get(1), size) : 0;
    List<RexNode> extended = new ArrayList<>(fields);
    int count = scan.getRowType().getFieldCount();
    RelDataType type = scan.getRowType().getFieldList().get(count - 1).getType();
    RelDataType nullable =
        rex.getTypeFactory().createTypeWithNullability(type, time.getType().isNullable());
    extended.add(WindowFunctions.call(WindowFunctions.START, rex, nullable, time, size, offset));
    extended.add(WindowFunctions.call(WindowFunctions.END, rex, nullable, time, size, offset));
    return extended;
  }

  private static void checkSize(long size, Function<String, SqlException> refuse) {
    if (size <= 0) {
      throw refuse.apply(
          "window without length: sizeNs=" + size + "; the interval must be positive");
    }
  }

  private static long nanos(RexNode interval) {
    BigDecimal millis = ((RexLiteral) interval).getValueAs(BigDecimal.class);
    return millis.multiply(BigDecimal.valueOf(NANOS_PER_MILLI)).longValueExact();
  }

  /** {@code GROUP BY TUMBLE(c, size)}: the start of the window. */
  static RexNode rewrite(RexNode expression, RexBuilder rex) {
    return expression.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            if (!(visited instanceof RexCall tumble)
                || tumble.getOperator() != SqlStdOperatorTable.TUMBLE_OLD) {
              return visited;
            }
            List<RexNode> operands = tumble.getOperands();
            long size = nanos(operands.get(1));
            long offset = operands.size() > 2 ? alignment(operands.get(2), size) : 0;
            return WindowFunctions.call(
                WindowFunctions.START, rex, tumble.getType(), operands.get(0), size, offset);
          }
        });
  }

  private static long alignment(RexNode operand, long size) {
    return Math.floorMod(nanos(operand), size);
  }
}
