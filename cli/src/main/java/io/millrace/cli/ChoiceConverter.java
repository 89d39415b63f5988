package io.millrace.cli;

import io.millrace.WaitMode;
import io.millrace.cli.output.OutputFormat;
import io.millrace.durability.JournalMode;
import java.util.Arrays;
import java.util.Locale;
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
      if (word(choice).equalsIgnoreCase(text)) {
        return choice;
      }
    }
    String words =
        Arrays.stream(choices).map(ChoiceConverter::word).collect(Collectors.joining(", "));
    throw new TypeConversionException("value=" + text + "; use one of " + words);
  }

  private static String word(Object choice) {
    return choice.toString().toLowerCase(Locale.ROOT).replace('_', '-');
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

  /** Reads a {@link JournalMode}. */
  static final class OfJournalMode extends ChoiceConverter<JournalMode> {
    OfJournalMode() {
      super(JournalMode.values());
    }
  }
}
