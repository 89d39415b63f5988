package io.millrace.perf.rival.flink;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.table.data.RowData;

/**
 * A bounded Flink source over batches in memory: reader i gets source partition i, so that rows of
 * a customer stay in order.
 *
 * @param pass name of the {@link FlinkPass} that has the batches
 * @param columns which columns the rows have
 */
record FlinkSource(String pass, int[] columns)
    implements Source<RowData, FlinkSource.PartitionSplit, Integer> {
  private static final long serialVersionUID = 1;

  /** One source partition. */
  record PartitionSplit(int partition) implements SourceSplit {
    @Override
    public String splitId() {
      return Integer.toString(partition);
    }
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<RowData, PartitionSplit> createReader(SourceReaderContext context) {
    return new FlinkReader(FlinkPass.find(pass), columns);
  }

  @Override
  public SplitEnumerator<PartitionSplit, Integer> createEnumerator(
      SplitEnumeratorContext<PartitionSplit> context) {
    return new Assignment(context);
  }

  @Override
  public SplitEnumerator<PartitionSplit, Integer> restoreEnumerator(
      SplitEnumeratorContext<PartitionSplit> context, Integer checkpoint) {
    return new Assignment(context);
  }

  @Override
  public SimpleVersionedSerializer<PartitionSplit> getSplitSerializer() {
    return new SplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
    return new NumberSerializer();
  }

  /** Gives each reader its partition as soon as it is there. */
  private record Assignment(SplitEnumeratorContext<PartitionSplit> context)
      implements SplitEnumerator<PartitionSplit, Integer> {
    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
      context.assignSplit(new PartitionSplit(subtask), subtask);
      context.signalNoMoreSplits(subtask);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {}

    @Override
    public void addSplitsBack(List<PartitionSplit> splits, int subtask) {}

    @Override
    public Integer snapshotState(long checkpoint) {
      return 0;
    }

    @Override
    public void close() {}
  }

  /** A number in four bytes. */
  private static final class NumberSerializer implements SimpleVersionedSerializer<Integer> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Integer number) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    @Override
    public Integer deserialize(int version, byte[] bytes) {
      return ByteBuffer.wrap(bytes).getInt();
    }
  }

  /** A split is its partition's number. */
  private static final class SplitSerializer implements SimpleVersionedSerializer<PartitionSplit> {
    private final NumberSerializer numbers = new NumberSerializer();

    @Override
    public int getVersion() {
      return numbers.getVersion();
    }

    @Override
    public byte[] serialize(PartitionSplit split) {
      return numbers.serialize(split.partition());
    }

    @Override
    public PartitionSplit deserialize(int version, byte[] bytes) {
      return new PartitionSplit(numbers.deserialize(version, bytes));
    }
  }
}
