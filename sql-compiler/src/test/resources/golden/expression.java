package io.millrace.generated;

import io.millrace.batch.ColumnVector;
import io.millrace.batch.RecordBatch;
import io.millrace.engine.EngineContext;
import io.millrace.engine.QueryEngine;
import io.millrace.type.Decimal128;
import io.millrace.type.LikePattern;
import io.millrace.type.Schema;
import io.millrace.type.VarcharView;

public final class StatelessQuery extends QueryEngine {
  private static final LikePattern LIKE_D = LikePattern.compile("D%");
  private static final VarcharView FR = VarcharView.of("FR");
  private static final VarcharView IT = VarcharView.of("IT");
  private static final VarcharView NONE = VarcharView.of("none");
  private static final VarcharView LARGE = VarcharView.of("large");
  private final VarcharView countryView = new VarcharView();
  private final Decimal128 rest = new Decimal128();
  private final Decimal128 ratio = new Decimal128();
  private ColumnVector orderIdOut;
  private long[] orderIdOutValues;
  private ColumnVector classOut;
  private ColumnVector restOut;
  private long[] restOutHighs;
  private long[] restOutValues;
  private ColumnVector ratioOut;
  private long[] ratioOutHighs;
  private long[] ratioOutValues;

  public StatelessQuery(EngineContext context, Schema inputSchema, Schema outputSchema) {
    super(context, outputSchema);
  }

  @Override
  protected int process(RecordBatch batch, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] totalAmountColumn = batch.column(2).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    int n = out.rowCount();
    for (int i = fromRow; i < toRow; i++) {
      row = i;
      final boolean countryNull = (countryNulls[i >>> 6] & 1L << i) != 0L;
      countryColumn.getVarchar(i, countryView);
      if (!(!countryNull && (LIKE_D.matches(countryView) || countryView.contentEquals(FR) || countryView.contentEquals(IT)))) {
        continue;
      }
      final long orderId = orderIdColumn[i];
      final long totalAmount = totalAmountColumn[i];
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      VarcharView classValue = null;
      boolean classIsNull = true;
      if (amountNull) {
        classValue = NONE;
        classIsNull = false;
      } else if (!amountNull & amount > 10000L) {
        classValue = LARGE;
        classIsNull = false;
      } else {
        classValue = countryView;
        classIsNull = countryNull;
      }
      if (!amountNull) {
        rest.set((totalAmount * 2L) - amount);
      }
      if (!amountNull) {
        ratio.set(totalAmount).divide(amount >> 63, amount, 15);
      }
      orderIdOutValues[n] = orderId;
      if (classIsNull) {
        classOut.setNull(n);
      } else {
        classOut.setVarchar(n, classValue);
      }
      if (amountNull) {
        restOut.setNull(n);
      } else {
        restOutHighs[n] = rest.high();
        restOutValues[n] = rest.low();
      }
      if (amountNull) {
        ratioOut.setNull(n);
      } else {
        ratioOutHighs[n] = ratio.high();
        ratioOutValues[n] = ratio.low();
      }
      n++;
      out.rowCount(n);
    }
    return toRow;
  }

  @Override
  protected int process(RecordBatch batch, int[] rows, int fromRow, int toRow) {
    final long[] orderIdColumn = batch.column(0).longs();
    final long[] totalAmountColumn = batch.column(2).longs();
    final long[] amountColumn = batch.column(3).longs();
    final long[] amountNulls = batch.column(3).nullBits();
    final ColumnVector countryColumn = batch.column(5);
    final long[] countryNulls = batch.column(5).nullBits();
    int n = out.rowCount();
    for (int at = fromRow; at < toRow; at++) {
      final int i = rows[at];
      row = at;
      final boolean countryNull = (countryNulls[i >>> 6] & 1L << i) != 0L;
      countryColumn.getVarchar(i, countryView);
      if (!(!countryNull && (LIKE_D.matches(countryView) || countryView.contentEquals(FR) || countryView.contentEquals(IT)))) {
        continue;
      }
      final long orderId = orderIdColumn[i];
      final long totalAmount = totalAmountColumn[i];
      final boolean amountNull = (amountNulls[i >>> 6] & 1L << i) != 0L;
      final long amount = amountColumn[i];
      VarcharView classValue = null;
      boolean classIsNull = true;
      if (amountNull) {
        classValue = NONE;
        classIsNull = false;
      } else if (!amountNull & amount > 10000L) {
        classValue = LARGE;
        classIsNull = false;
      } else {
        classValue = countryView;
        classIsNull = countryNull;
      }
      if (!amountNull) {
        rest.set((totalAmount * 2L) - amount);
      }
      if (!amountNull) {
        ratio.set(totalAmount).divide(amount >> 63, amount, 15);
      }
      orderIdOutValues[n] = orderId;
      if (classIsNull) {
        classOut.setNull(n);
      } else {
        classOut.setVarchar(n, classValue);
      }
      if (amountNull) {
        restOut.setNull(n);
      } else {
        restOutHighs[n] = rest.high();
        restOutValues[n] = rest.low();
      }
      if (amountNull) {
        ratioOut.setNull(n);
      } else {
        ratioOutHighs[n] = ratio.high();
        ratioOutValues[n] = ratio.low();
      }
      n++;
      out.rowCount(n);
    }
    return toRow;
  }

  @Override
  public boolean takesSelections() {
    return true;
  }

  @Override
  public boolean keepsState() {
    return false;
  }

  @Override
  protected int outputRowsPerRow() {
    return 1;
  }

  @Override
  protected void bindOutput(RecordBatch output) {
    orderIdOut = output.column(0);
    orderIdOutValues = orderIdOut.longs();
    classOut = output.column(1);
    restOut = output.column(2);
    restOutHighs = restOut.highs();
    restOutValues = restOut.longs();
    ratioOut = output.column(3);
    ratioOutHighs = ratioOut.highs();
    ratioOutValues = ratioOut.longs();
  }
}
