package io.carryover.networks.training;

import io.carryover.imaging.volume.Shape;
import io.carryover.networks.unet.UNetArchitecture;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Bright boxes in noise, 8x16x8: a few milliseconds an epoch with {@link #NARROW}. */
public final class TinyCohort {

  /** A U-Net of few channels. */
  public static final UNetArchitecture NARROW = UNetArchitecture.ofWidths(List.of(2, 3, 4, 5));

  private static final Shape SHAPE = new Shape(8, 16, 8);

  private TinyCohort() {}

  /** Training and validation scans, the same at every call. */
  public static TrainingData of(int train, int validation) {
    return of(SHAPE, train, validation);
  }

  /** The same of another shape. */
  public static TrainingData of(Shape shape, int train, int validation) {
    return new TrainingData(shape, scans(shape, 0, train), scans(shape, train, validation));
  }

  private static List<Example> scans(Shape shape, int first, int count) {
    return IntStream.range(first, first + count).mapToObj(n -> scan(shape, n)).toList();
  }

  private static Example scan(Shape shape, int number) {
    SplittableRandom random = new SplittableRandom(number);
    int start = random.nextInt(6);
    float[] image = new float[shape.voxels()];
    float[] mask = new float[shape.voxels()];
    for (int i = 0; i < image.length; i++) {
      int row = i / shape.width() % shape.height();
      mask[i] = row >= start && row < start + 8 ? 1 : 0;
      image[i] = 0.6f * mask[i] + 0.4f * (float) random.nextDouble();
    }
    return new Example("tiny_" + number, image, mask);
  }
}
