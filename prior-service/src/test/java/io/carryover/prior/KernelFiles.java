package io.carryover.prior;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Kernel files of made-up networks, written in the safetensors layout without a tensor library. */
public final class KernelFiles {
  private static final int GROUPS = 7;
  private static final int TAPS = 27;
  private static final int SHAPES = 3;
  private static final double NOISE = 0.05;

  private KernelFiles() {}

  /** Mixtures of a few smooth shapes with little noise: a prior gains much. */
  public static Path structured(Path file, int kernelsPerGroup, long seed) throws IOException {
    Random random = new Random(seed);
    return write(
        file,
        kernelsPerGroup,
        kernels -> {
          for (int k = 0; k < kernelsPerGroup; k++) {
            putMixture(kernels, random);
          }
        });
  }

  /** Independent Gaussian taps, as in a network that learnt nothing: a prior gains nothing. */
  public static Path noise(Path file, int kernelsPerGroup, long seed) throws IOException {
    Random random = new Random(seed);
    return write(
        file,
        kernelsPerGroup,
        kernels -> {
          for (int tap = 0; tap < kernelsPerGroup * TAPS; tap++) {
            kernels.putFloat((float) (0.1 * random.nextGaussian()));
          }
        });
  }

  private static void putMixture(ByteBuffer kernels, Random random) {
    double[] weights = random.doubles(SHAPES, -1, 1).toArray();
    for (int tap = 0; tap < TAPS; tap++) {
      double value = NOISE * random.nextGaussian();
      for (int shape = 0; shape < SHAPES; shape++) {
        value += weights[shape] * Math.cos((shape + 1) * 0.3 * tap);
      }
      kernels.putFloat((float) (0.1 * value));
    }
  }

  private interface GroupWriter {
    void put(ByteBuffer kernels);
  }

  private static Path write(Path file, int kernelsPerGroup, GroupWriter group) throws IOException {
    int bytes = kernelsPerGroup * TAPS * Float.BYTES;
    byte[] header = header(kernelsPerGroup, bytes).getBytes(UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(Long.BYTES + header.length + GROUPS * bytes)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(header.length)
            .put(header);
    for (int i = 0; i < GROUPS; i++) {
      group.put(out);
    }
    return Files.write(file, out.array());
  }

  private static String header(int kernels, int bytes) {
    return IntStream.range(0, GROUPS)
        .mapToObj(
            i ->
                "\"group%d\":{\"dtype\":\"F32\",\"shape\":[%d,1,3,3,3],\"data_offsets\":[%d,%d]}"
                    .formatted(i + 1, kernels, i * bytes, (i + 1) * bytes))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
