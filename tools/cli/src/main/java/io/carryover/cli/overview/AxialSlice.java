package io.carryover.cli.overview;

import io.carryover.imaging.preprocess.Prepared;
import io.carryover.imaging.preprocess.Preprocessing;
import io.carryover.imaging.volume.Mask;
import io.carryover.imaging.volume.Shape;
import io.carryover.imaging.volume.Volume;
import java.awt.geom.Area;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The axial slice of a scan that cuts most of the truth. Pixel (0, 0) is the patient's right and
 * anterior corner.
 *
 * @param grey intensities, scaled to the volume's range
 * @param truth area of the foreground, in pixels of the slice
 * @param predictions the same for each method
 * @param widthMm extent from right to left
 * @param heightMm extent from anterior to posterior
 */
record AxialSlice(
    BufferedImage grey, Area truth, List<Area> predictions, double widthMm, double heightMm) {
  private static final int GREY_LEVELS = 255;

  static AxialSlice of(OverviewRow row) {
    Prepared prepared = Preprocessing.prepare(row.image());
    Mask truth = prepared.apply(row.truth());
    int k = largestCut(truth);
    double[] spacing = prepared.image().grid().spacingMm();
    return new AxialSlice(
        grey(prepared.image(), k),
        cut(truth, k),
        row.predictions().stream().map(found -> cut(prepared.apply(found.mask()), k)).toList(),
        prepared.image().shape().depth() * spacing[0],
        prepared.image().shape().height() * spacing[1]);
  }

  private static int largestCut(Mask mask) {
    return IntStream.range(0, mask.shape().width())
        .boxed()
        .max(Comparator.comparingLong(k -> area(mask, k)))
        .orElseThrow();
  }

  private static long area(Mask mask, int k) {
    return IntStream.range(0, mask.shape().depth())
        .mapToLong(
            i ->
                IntStream.range(0, mask.shape().height())
                    .filter(j -> mask.contains(i, j, k))
                    .count())
        .sum();
  }

  private static BufferedImage grey(Volume image, int k) {
    Shape shape = image.shape();
    BufferedImage picture =
        new BufferedImage(shape.depth(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < shape.depth(); x++) {
      for (int y = 0; y < shape.height(); y++) {
        float value = image.at(shape.depth() - 1 - x, shape.height() - 1 - y, k);
        picture.setRGB(x, y, 0x010101 * Math.round(value * GREY_LEVELS));
      }
    }
    return picture;
  }

  private static Area cut(Mask mask, int k) {
    Shape shape = mask.shape();
    boolean[][] cut = new boolean[shape.height()][shape.depth()];
    for (int x = 0; x < shape.depth(); x++) {
      for (int y = 0; y < shape.height(); y++) {
        cut[y][x] = mask.contains(shape.depth() - 1 - x, shape.height() - 1 - y, k);
      }
    }
    return Outline.area(cut);
  }
}
