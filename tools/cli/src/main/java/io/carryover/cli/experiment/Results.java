package io.carryover.cli.experiment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.evidence.Measurement;
import io.carryover.events.ModelExported;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code results.csv}: rows in the order of size, split, seed, method and scan. One thread. */
final class Results {
  private final Path file;
  private final List<ResultRow> rows;

  private Results(Path file, List<ResultRow> rows) {
    this.file = file;
    this.rows = new ArrayList<>(rows);
  }

  /** What an earlier run of the experiment left; nothing if there was none. */
  static Results read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new Results(file, List.of());
    }
    List<List<String>> lines = Files.readAllLines(file).stream().map(Results::cells).toList();
    return new Results(file, rows(file, lines));
  }

  private static List<String> cells(String line) {
    return List.of(line.split(",", -1));
  }

  private static List<ResultRow> rows(Path file, List<List<String>> lines) {
    try {
      return lines.stream().skip(1).map(cells -> ResultRow.parse(lines.get(0), cells)).toList();
    } catch (RuntimeException e) {
      throw new CommandFailure(file + " is no table of results any more; move it away", e);
    }
  }

  /** Whether all scores are there of this very model. */
  boolean has(Cell cell, ModelExported model, int testScans) {
    return of(cell).filter(row -> isOf(row, model)).count() == testScans;
  }

  private static boolean isOf(ResultRow row, ModelExported model) {
    return row.modelSha256().equals(model.getOnnx().getSha256());
  }

  private Stream<ResultRow> of(Cell cell) {
    return rows.stream().filter(row -> cell.holds(row.measurement()));
  }

  /** Puts rows in place of the earlier ones of the same training, and writes all. */
  void put(Cell cell, List<ResultRow> scored) throws IOException {
    rows.removeIf(row -> cell.holds(row.measurement()));
    rows.addAll(scored);
    rows.sort(ResultRow.ORDER);
    WholeFile.write(file, text());
  }

  private String text() {
    return CsvText.of(rows.stream().map(ResultRow::columns).toList());
  }

  List<ResultRow> rows() {
    return List.copyOf(rows);
  }

  List<Measurement> measurements() {
    return rows.stream().map(ResultRow::measurement).toList();
  }
}
