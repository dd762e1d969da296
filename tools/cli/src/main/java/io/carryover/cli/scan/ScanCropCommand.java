package io.carryover.cli.scan;

import io.carryover.cli.command.CommandFailure;
import io.carryover.cli.command.ShapeConverter;
import io.carryover.cli.console.Elapsed;
import io.carryover.cli.console.Progress;
import io.carryover.cli.console.TaskState;
import io.carryover.imaging.decathlon.DecathlonCase;
import io.carryover.imaging.decathlon.DecathlonFolder;
import io.carryover.imaging.decathlon.DecathlonWriter;
import io.carryover.imaging.preprocess.CentreCrop;
import io.carryover.imaging.scan.LabelledScanReader;
import io.carryover.imaging.volume.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code carryover scan crop}: smaller scans for quick experiments. */
@Command(
    name = "crop",
    description = {
      "Cuts a box out of the middle of every labelled scan of a folder in Decathlon form.",
      "For quick experiments on scans whose structure lies in the middle. The box is along R, A and S; "
          + "all labels become label 1; who is on which scan is kept."
    },
    footer = {
      "",
      "Example:",
      "  ./carryover scan crop --dir caudate --shape 32x64x48 --out caudate-small"
    })
final class ScanCropCommand implements Callable<Integer> {

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      required = true,
      description = "The folder: dataset.json, imagesTr, labelsTr.")
  private Path folder;

  @Option(
      names = "--shape",
      paramLabel = "DxHxW",
      required = true,
      converter = ShapeConverter.class,
      description = "Voxels along R, A and S, for example 32x64x48.")
  private Shape shape;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "New folder of the same form; must not be there yet.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(out)) {
      throw new CommandFailure("--out names a new folder, there is one: " + out);
    }
    DecathlonFolder scans = DecathlonFolder.read(folder);
    DecathlonWriter writer =
        new DecathlonWriter(out, scans.name(), String.join(", ", scans.labels().values()));
    crop(scans, new CentreCrop(shape), writer);
    People.copySubjects(folder, out);
    writer.finish();
    return 0;
  }

  private static void crop(DecathlonFolder scans, CentreCrop crop, DecathlonWriter writer)
      throws IOException {
    List<DecathlonCase> cases = scans.cases();
    try (Progress progress = Progress.onStandardOutput(new Elapsed(Clock.systemUTC()))) {
      for (int done = 0; done < cases.size(); done++) {
        add(cases.get(done), scans, crop, writer);
        progress.update(new TaskState("scans cropped", done + 1, cases.size(), ""));
      }
    }
  }

  private static void add(
      DecathlonCase one, DecathlonFolder scans, CentreCrop crop, DecathlonWriter writer)
      throws IOException {
    writer.add(
        one.id(),
        crop.of(
            LabelledScanReader.read(one.image(), one.label(), scans.labels().keySet(), one.id())));
  }
}
