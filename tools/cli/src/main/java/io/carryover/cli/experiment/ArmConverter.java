package io.carryover.cli.experiment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.events.Method;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code dwp-kl1e-2=dwp,klWeight=1e-2,initialLogVariance=-3}. */
final class ArmConverter implements ITypeConverter<Arm> {
  private static final String FORM = "an arm is like dwp-kl1e-2=dwp,klWeight=1e-2, not \"%s\"";

  /** A comma before the next setting, not one within a list: {@code patch=[32,32,32]}. */
  private static final String NEXT_SETTING = ",(?![^\\[]*\\])";

  @Override
  public Arm convert(String text) {
    String[] nameAndRest = text.split("=", 2);
    if (nameAndRest.length < 2) {
      throw new TypeConversionException(FORM.formatted(text));
    }
    String[] parts = nameAndRest[1].split(NEXT_SETTING, -1);
    return arm(nameAndRest[0].strip(), method(parts[0].strip()), settings(text, parts));
  }

  private static Arm arm(String name, Method method, SortedMap<String, String> settings) {
    try {
      return new Arm(name, method, settings);
    } catch (CommandFailure e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  private static Method method(String name) {
    try {
      return Method.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(
          "an arm's method is ri, pr, prf or dwp, not \"%s\"".formatted(name));
    }
  }

  private static SortedMap<String, String> settings(String text, String... parts) {
    SortedMap<String, String> settings = new TreeMap<>();
    Stream.of(parts).skip(1).forEach(part -> put(settings, part, text));
    return settings;
  }

  private static void put(SortedMap<String, String> settings, String part, String text) {
    String[] sides = part.split("=", 2);
    if (sides.length < 2 || sides[1].isBlank()) {
      throw new TypeConversionException(FORM.formatted(text));
    }
    if (settings.put(sides[0].strip(), sides[1].strip()) != null) {
      throw new TypeConversionException(
          "an arm has each setting once, not %s twice (%s)".formatted(sides[0].strip(), text));
    }
  }
}
