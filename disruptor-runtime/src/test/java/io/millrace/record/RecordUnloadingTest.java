package io.millrace.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.Millrace;
import io.millrace.publish.RecordPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RecordUnloadingTest {
  private static final class Anew extends ClassLoader {
    Anew() {
      super(RecordUnloadingTest.class.getClassLoader());
    }

    Class<?> define(Class<?> type) throws IOException {
      String file = type.getName().replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] code = in.readAllBytes();
        return defineClass(type.getName(), code, 0, code.length);
      }
    }
  }

  private static WeakReference<Class<?>> use(List<String> seen) throws Exception {
    Class<? extends Record> type = new Anew().define(Tick.class).asSubclass(Record.class);
    assertThat(type).isNotSameAs(Tick.class);
    try (Millrace engine = Millrace.start()) {
      publish(engine, type, seen);
    }
    return new WeakReference<>(type);
  }

  private static <R extends Record> void publish(Millrace engine, Class<R> type, List<String> seen)
      throws Exception {
    RecordPublisher<R> ticks = engine.stream("ticks", type);
    engine.subscribe("SELECT symbol, size FROM ticks", type, tick -> seen.add(tick.toString()));
    var constructor = type.getDeclaredConstructor(String.class, long.class);
    constructor.setAccessible(true);
    ticks.publish(constructor.newInstance("ABC", 5L));
  }

  @Test
  @Timeout(60)
  void shouldLetTheRecordsClassGoOnceTheEngineIsClosed() throws Exception {
    List<String> seen = new ArrayList<>();
    WeakReference<Class<?>> type = use(seen);
    assertThat(seen).containsExactly("Tick[symbol=ABC, size=5]");
    while (type.get() != null) {
      System.gc();
      Thread.sleep(10);
    }
  }
}
