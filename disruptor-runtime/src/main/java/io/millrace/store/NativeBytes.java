package io.millrace.store;

import net.openhft.chronicle.bytes.BytesStore;
import net.openhft.chronicle.bytes.RandomDataInput;
import net.openhft.chronicle.hash.AbstractData;

/** A copy of some bytes outside of the heap, as Chronicle takes them; used again. One thread. */
final class NativeBytes extends AbstractData<byte[]> implements AutoCloseable {
  private static final int INITIAL_BYTES = 1024;

  private BytesStore<?, Void> store = BytesStore.nativeStoreWithFixedCapacity(INITIAL_BYTES);
  private long capacity = INITIAL_BYTES;
  private long length;

  /** Copies; grows at need. */
  NativeBytes set(EncodedBytes source) {
    length = source.length();
    if (length > capacity) {
      close();
      capacity = 2 * length;
      store = BytesStore.nativeStoreWithFixedCapacity(capacity);
    }
    store.write(0, source.array(), 0, source.length());
    return this;
  }

  BytesStore<?, Void> store() {
    return store;
  }

  @Override
  public RandomDataInput bytes() {
    return store;
  }

  @Override
  public long offset() {
    return 0;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public byte[] get() {
    byte[] copy = new byte[Math.toIntExact(length)];
    store.read(0, copy, 0, copy.length);
    return copy;
  }

  @Override
  public byte[] getUsing(byte[] using) {
    return get();
  }

  @Override
  public void close() {
    store.releaseLast();
  }
}
