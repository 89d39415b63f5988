package io.millrace.cli.console;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the first Ctrl-C (SIGINT) or SIGTERM into a {@link StopRequest}; the second ends the
 * process at once. Does nothing on a JVM that offers no signals.
 *
 * <p>A shutdown hook would not do: a second signal waits for running hooks. The JVM's signal
 * classes are reached by reflection, because the compiler warns of every other use.
 */
public final class SignalTrap implements AutoCloseable {
  private final StopRequest stop;
  private final List<Runnable> restores = new ArrayList<>();

  /** Listens from now on until it is closed. */
  public SignalTrap(StopRequest stop) {
    this.stop = stop;
    trap("INT");
    trap("TERM");
  }

  private void trap(String name) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Object signal = signalType.getConstructor(String.class).newInstance(name);
      int number = (int) signalType.getMethod("getNumber").invoke(signal);
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object handler =
          Proxy.newProxyInstance(
              SignalTrap.class.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> onCall(method, number));
      Object previous = handle.invoke(null, signal, handler);
      restores.add(() -> restore(handle, signal, previous));
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Such a JVM ends at once when it gets the signal, as it does without this class.
      return;
    }
  }

  private Object onCall(Method method, int signal) {
    return switch (method.getName()) {
      case "handle" -> {
        onSignal(signal);
        yield null;
      }
      case "hashCode" -> signal;
      case "equals" -> Boolean.FALSE;
      default -> "SignalTrap";
    };
  }

  private void onSignal(int signal) {
    int status = ExitStatus.ofSignal(signal);
    if (stop.isRequested()) {
      Runtime.getRuntime().halt(status);
    }
    stop.stop(status);
  }

  private static void restore(Method handle, Object signal, Object previous) {
    try {
      handle.invoke(null, signal, previous);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot restore a signal handler", e);
    }
  }

  @Override
  public void close() {
    restores.forEach(Runnable::run);
  }
}
