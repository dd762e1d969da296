package io.carryover.imaging.contract;

import static io.carryover.imaging.contract.ContractException.Rule.MALFORMED_VALUE;
import static io.carryover.imaging.contract.ContractException.Rule.MISSING_KEY;
import static io.carryover.imaging.contract.ContractException.Rule.UNSUPPORTED_VALUE;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads typed values out of flat metadata; whatever is wrong is named by its key. */
final class MetadataReader {

  private static final int SHOWN = 60;

  private final Map<String, String> metadata;

  MetadataReader(Map<String, String> metadata) {
    this.metadata = metadata;
  }

  String text(String key) {
    return optional(key).orElseThrow(() -> new ContractException(MISSING_KEY, key, "no value"));
  }

  Optional<String> optional(String key) {
    return Optional.ofNullable(metadata.get(key));
  }

  int integer(String key) {
    return parsed(key, text(key), Integer::valueOf);
  }

  double number(String key) {
    return parsed(key, text(key), Double::valueOf);
  }

  List<Integer> integers(String key, String separator) {
    return parsed(key, text(key), text -> integersOf(text, separator));
  }

  /** Refuses every value but the one that this version of the contract allows. */
  void require(String key, String only) {
    String value = text(key);
    if (!value.equals(only)) {
      throw new ContractException(
          UNSUPPORTED_VALUE, key, "must be " + only + ", got " + shown(value));
    }
  }

  static String shown(String value) {
    return "\"" + value.substring(0, Math.min(value.length(), SHOWN)) + "\"";
  }

  private static List<Integer> integersOf(String text, String separator) {
    return Arrays.stream(text.split(separator, -1)).map(Integer::valueOf).toList();
  }

  private static <T> T parsed(String key, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (NumberFormatException e) {
      throw new ContractException(MALFORMED_VALUE, key, "not a number: " + shown(value));
    }
  }
}
