package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.type.DataType;
import io.millrace.type.TextBuffer;
import io.millrace.type.TypeKind;
import io.millrace.type.VarcharView;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ColumnTextTest {
  private final Set<TypeKind> written = EnumSet.noneOf(TypeKind.class);

  @Test
  void shouldWriteAValueOfEachType() {
    check(DataType.of(TypeKind.BOOLEAN), c -> c.bytes()[1] = 1, "true");
    check(DataType.of(TypeKind.INTEGER), c -> c.ints()[1] = -7, "-7");
    check(DataType.of(TypeKind.BIGINT), c -> c.longs()[1] = 1L << 40, "1099511627776");
    check(DataType.of(TypeKind.REAL), c -> c.floats()[1] = 1.5f, "1.5");
    check(DataType.of(TypeKind.DOUBLE), c -> c.doubles()[1] = Double.NaN, "NaN");
    check(DataType.decimal(10, 2), c -> c.longs()[1] = 1050, "10.50");
    check(DataType.decimal(38, 2), c -> c.highs()[1] = 1, "184467440737095516.16");
    check(DataType.of(TypeKind.VARCHAR), c -> c.setVarchar(1, VarcharView.of("Grüße")), "Grüße");
    check(DataType.of(TypeKind.DATE), c -> c.ints()[1] = 19_723, "2024-01-01");
    check(DataType.of(TypeKind.TIME), c -> c.longs()[1] = 1_000_000, "00:00:00.001");
    check(
        DataType.of(TypeKind.TIMESTAMP), c -> c.longs()[1] = -1_000, "1969-12-31T23:59:59.999999");
    check(DataType.of(TypeKind.INTERVAL_DAY), c -> c.longs()[1] = 60_000_000_000L, "0 00:01:00");
    check(DataType.of(TypeKind.INTERVAL_YEAR), c -> c.longs()[1] = 14, "1-2");
    assertThat(written).containsExactlyInAnyOrder(TypeKind.values());
  }

  private void check(DataType type, Consumer<ColumnVector> write, String expected) {
    ColumnVector column = new ColumnVector(type, 2);
    write.accept(column);
    TextBuffer out = new TextBuffer();
    ColumnText.append(out, column, 1);
    assertThat(out.toString()).as("%s", type).isEqualTo(expected);
    written.add(type.kind());
  }
}
