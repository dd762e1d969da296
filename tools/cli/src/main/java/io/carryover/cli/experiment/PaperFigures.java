package io.carryover.cli.experiment;

/**
 * Tables 3 and 4 of Kuzina, Egorov and Burnaev, Frontiers in Neuroscience 2019,
 * doi:10.3389/fnins.2019.00844: BraTS18, mean and standard deviation over splits and models.
 */
final class PaperFigures {
  static final String DSC =
      """
      | scans | DWP | PR | PRf | RI |
      |---|---|---|---|---|
      | 5 | 0.64 (0.05) | 0.61 (0.02) | 0.58 (0.03) | 0.62 (0.02) |
      | 10 | 0.71 (0.04) | 0.64 (0.01) | 0.60 (0.03) | 0.66 (0.01) |
      | 15 | 0.71 (0.02) | 0.67 (0.02) | 0.63 (0.02) | 0.70 (0.02) |
      | 20 | 0.74 (0.01) | 0.69 (0.01) | 0.65 (0.02) | 0.70 (0.01) |
      """;

  static final String IOU =
      """
      | scans | DWP | PR | PRf | RI |
      |---|---|---|---|---|
      | 5 | 0.52 | 0.49 | 0.45 | 0.50 |
      | 10 | 0.58 | 0.52 | 0.47 | 0.53 |
      | 15 | 0.60 | 0.56 | 0.50 | 0.58 |
      | 20 | 0.63 | 0.58 | 0.53 | 0.60 |
      """;

  private PaperFigures() {}
}
