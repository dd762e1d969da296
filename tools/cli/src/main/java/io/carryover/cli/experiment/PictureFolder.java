package io.carryover.cli.experiment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * {@code pictures/} beside the report: a file is the picture of the last report, or is not there.
 */
final class PictureFolder {
  private static final String NAME = "pictures";
  private static final String FORMAT = "png";
  private static final String NO_FONT = "this machine has no font to letter a chart with";

  private final Path folder;

  PictureFolder(Path out) {
    this.folder = out.resolve(NAME);
  }

  /** Keeps a picture. */
  Illustration keep(String name, String title, String words, BufferedImage picture)
      throws IOException {
    Files.createDirectories(folder);
    WholeFile.write(file(name), png(picture));
    return new Illustration.Drawn(title, NAME + "/" + file(name).getFileName(), words);
  }

  /** Keeps a chart, which a machine without a font cannot draw. */
  Illustration keepChart(String name, String title, String words, Optional<BufferedImage> chart)
      throws IOException {
    return chart.isPresent()
        ? keep(name, title, words, chart.get())
        : leaveOut(name, title, NO_FONT);
  }

  /** Removes a picture of an earlier report. */
  Illustration leaveOut(String name, String title, String reason) throws IOException {
    Files.deleteIfExists(file(name));
    return new Illustration.LeftOut(title, reason);
  }

  private Path file(String name) {
    return folder.resolve(name + "." + FORMAT);
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, FORMAT, bytes);
    return bytes.toByteArray();
  }
}
