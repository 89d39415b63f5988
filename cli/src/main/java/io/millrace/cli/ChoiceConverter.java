package io.millrace.cli;

import io.millrace.cli.output.OutputFormat;
import io.millrace.cli.run.WaitMode;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words, in any case. */
abstract class ChoiceConverter<E> implements ITypeConverter<E> {
  private final E[] choices;

  private ChoiceConverter(E[] choices) {
    this.choices = choices;
  }

  @Override
  public E convert(String text) {
    for (E choice : choices) {
      if (choice.toString().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    String words = Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", "));
    throw new TypeConversionException("value=" + text + "; use one of " + words);
  }

  /** Reads an {@link OutputFormat}. */
  static final class OfOutputFormat extends ChoiceConverter<OutputFormat> {
    OfOutputFormat() {
      super(OutputFormat.values());
    }
  }

  /** Reads a {@link WaitMode}. */
  static final class OfWaitMode extends ChoiceConverter<WaitMode> {
    OfWaitMode() {
      super(WaitMode.values());
    }
  }
}
