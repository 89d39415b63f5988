package io.millrace.examples;

import io.millrace.Millrace;
import io.millrace.publish.RecordPublisher;
import java.util.function.Consumer;

/**
 * Two components that know the stream between them and nothing of each other: one publishes sensor
 * readings, the other asks in SQL for what concerns it.
 */
public final class EventBus {
  /** What goes over the bus. */
  public record Reading(String sensor, double celsius) {}

  // example: publishing component
  /** Reads sensors; knows only what it publishes. */
  static final class Sensors {
    private final RecordPublisher<Reading> readings;

    Sensors(Millrace bus) {
      readings = bus.stream("readings", Reading.class);
    }

    void read(String sensor, double celsius) {
      readings.publish(new Reading(sensor, celsius));
    }
  }

  // end of example

  // example: subscribing component
  /** Cools what is too warm; knows only what it asks for. */
  static final class Cooling {
    Cooling(Millrace bus, Consumer<String> out) {
      bus.subscribe(
          "SELECT sensor, celsius FROM readings WHERE celsius > 30",
          Reading.class,
          reading -> out.accept("cooling " + reading.sensor() + " at " + reading.celsius()));
    }
  }

  // end of example

  private EventBus() {}

  /** Prints what is cooled. */
  public static void main(String[] arguments) {
    run(System.out::println);
  }

  static void run(Consumer<String> out) {
    try (Millrace bus = Millrace.start()) {
      Sensors sensors = new Sensors(bus);
      Cooling unused = new Cooling(bus, out);
      sensors.read("server room", 24.5);
      sensors.read("oven", 180);
      sensors.read("server room", 31.25);
    }
  }
}
