package io.millrace.record;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component that holds the event time: an {@code Instant}, a {@code LocalDateTime}, or a
 * {@code long} of nanoseconds since 1970-01-01T00:00:00. The stream that is declared from the
 * record gets its watermark from it.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventTime {
  /** How far a row may be behind the largest event time seen, in milliseconds; 0 or more. */
  long delayMs() default 0;
}
