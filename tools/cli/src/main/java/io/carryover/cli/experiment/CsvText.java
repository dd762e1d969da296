package io.carryover.cli.experiment;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rows as comma-separated values; a column that a row lacks is empty in it. */
final class CsvText {

  private CsvText() {}

  /**
   * The text; nothing without rows.
   *
   * @param rows values by column, in order; without commas
   */
  static String of(List<Map<String, String>> rows) {
    Set<String> columns =
        rows.stream()
            .flatMap(row -> row.keySet().stream())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return Stream.concat(
            columns.isEmpty() ? Stream.empty() : Stream.of(String.join(",", columns)),
            rows.stream().map(row -> line(columns, row)))
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String line(Set<String> columns, Map<String, String> row) {
    return columns.stream()
        .map(column -> row.getOrDefault(column, ""))
        .collect(Collectors.joining(","));
  }
}
