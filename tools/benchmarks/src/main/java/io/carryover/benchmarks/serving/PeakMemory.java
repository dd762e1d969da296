package io.carryover.benchmarks.serving;

import io.carryover.imaging.volume.Shape;
import io.carryover.inference.onnx.OnnxModel;
import io.carryover.inference.onnx.SessionSettings;
import io.carryover.inference.segmentation.Asked;
import io.carryover.inference.segmentation.Lane;
import io.carryover.inference.segmentation.Segmenter;
import io.carryover.runtime.machine.ProcFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The most memory that a process takes which segments one scan; a main class, since a process has
 * one peak.
 */
public final class PeakMemory {
  private static final int PROCESSES = 3;

  private static final int ONE_PATCH = 1;

  private PeakMemory() {}

  /**
   * Segments a random scan and prints the peak in MiB.
   *
   * @param arguments model file, threads, depth, height, width
   */
  public static void main(String[] arguments) {
    int[] numbers = new int[4];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(arguments[i + 1]);
    }
    Shape shape = new Shape(numbers[1], numbers[2], numbers[3]);
    try (OnnxModel model = OnnxModel.open(Path.of(arguments[0]), SessionSettings.cpu(numbers[0]))) {
      Segmenter.of(model, ONE_PATCH, Lane.direct(), System::nanoTime)
          .segment(RandomModel.scan(shape, 1), Asked.MASK);
    }
    System.out.println(ProcFiles.ofThisMachine().peakMiB());
  }

  /**
   * The same in processes of their own, which inherit the class path and environment: the median of
   * three, since Java's collector leaves more or less for later.
   */
  static double of(Path model, int threads, Shape shape) throws IOException, InterruptedException {
    double[] peaks = new double[PROCESSES];
    for (int process = 0; process < PROCESSES; process++) {
      peaks[process] = once(model, threads, shape);
    }
    Arrays.sort(peaks);
    return peaks[PROCESSES / 2];
  }

  private static double once(Path model, int threads, Shape shape)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    PeakMemory.class.getName(),
                    model.toString(),
                    Integer.toString(threads),
                    Integer.toString(shape.depth()),
                    Integer.toString(shape.height()),
                    Integer.toString(shape.width())))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("the process that segments %s failed: %s".formatted(shape, printed));
    }
    return Double.parseDouble(printed.lines().reduce((first, last) -> last).orElseThrow());
  }
}
