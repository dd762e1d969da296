package io.carryover.cli.segment;

import io.carryover.cli.command.CommandFailure;
import io.carryover.imaging.contract.ModelContract;
import io.carryover.inference.segmentation.SegmentedScan;
import java.nio.file.Files;
import java.nio.file.Path;

/** With a model file alone, computed in this process. */
final class ModelFileSegmentation implements ScanSegmentation {
  private final Path file;
  private final Wanted wanted;

  ModelFileSegmentation(Path file, Wanted wanted) {
    this.file = file;
    this.wanted = wanted;
  }

  @Override
  public String segment(Path image, Path mask) {
    requireFile();
    try (ModelFile model = ModelFile.open(file, Runtime.getRuntime().availableProcessors())) {
      SegmentedScan scan = model.segment(image, wanted.files(mask), wanted.asked());
      return Facts.text(scan, name(model.contract()));
    }
  }

  private void requireFile() {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailure(
          "there is no model file %s; the name of a served model does not end in .onnx"
              .formatted(file));
    }
  }

  private String name(ModelContract contract) {
    return "%s (%s for %s)"
        .formatted(file.getFileName(), contract.method(), contract.foreground().name());
  }
}
