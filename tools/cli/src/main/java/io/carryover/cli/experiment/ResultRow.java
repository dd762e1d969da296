package io.carryover.cli.experiment;

import io.carryover.cli.evidence.Measurement;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code results.csv}: a model on a test scan.
 *
 * @param others what is known of the model besides, by column and in their order
 */
record ResultRow(Measurement measurement, Map<String, String> others) {
  static final String MODEL = "model_sha256";

  private static final List<String> FIRST =
      List.of("method", "size", "split", "seed", "scan", "dsc", "iou");

  static final Comparator<ResultRow> ORDER = Comparator.comparing(ResultRow::measurement, byCell());

  ResultRow {
    others = new LinkedHashMap<>(others);
  }

  private static Comparator<Measurement> byCell() {
    return Comparator.comparingInt(Measurement::size)
        .thenComparingInt(Measurement::split)
        .thenComparingInt(Measurement::seed)
        .thenComparing(Measurement::method)
        .thenComparing(Measurement::scan);
  }

  /** The value of a column; empty where the row has none. */
  String other(String column) {
    return others.getOrDefault(column, "");
  }

  /** Digest of the model's file. */
  String modelSha256() {
    return others.get(MODEL);
  }

  /** All values by column, in order. */
  Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    List<String> values = first();
    FIRST.forEach(column -> columns.put(column, values.get(columns.size())));
    columns.putAll(others);
    return columns;
  }

  private List<String> first() {
    Measurement one = measurement;
    return List.of(
        one.method(),
        Integer.toString(one.size()),
        Integer.toString(one.split()),
        Integer.toString(one.seed()),
        one.scan(),
        Double.toString(one.dsc()),
        Double.toString(one.iou()));
  }

  /** Reads a line under its header. */
  static ResultRow parse(List<String> header, List<String> cells) {
    Map<String, String> others = new LinkedHashMap<>();
    for (int column = FIRST.size(); column < header.size(); column++) {
      others.put(header.get(column), cells.get(column));
    }
    return new ResultRow(measurement(cells), others);
  }

  private static Measurement measurement(List<String> cells) {
    return new Measurement(
        cells.get(0),
        Integer.parseInt(cells.get(1)),
        Integer.parseInt(cells.get(2)),
        Integer.parseInt(cells.get(3)),
        cells.get(4),
        Double.parseDouble(cells.get(5)),
        Double.parseDouble(cells.get(6)));
  }
}
