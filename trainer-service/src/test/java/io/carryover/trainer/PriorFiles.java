package io.carryover.trainer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Prior files of few numbers, written in the safetensors layout without a tensor library. */
public final class PriorFiles {
  private static final int GROUPS = 7;
  private static final int TAPS = 27;

  private PriorFiles() {}

  /** Standard deviations and Gaussians of every group, all ones; no shuffled VAE. */
  public static void withoutControl(Path file) {
    List<String> arrays = new ArrayList<>();
    int floats = 0;
    for (int group = 1; group <= GROUPS; group++) {
      arrays.add(array("group%d.standardDeviation".formatted(group), "", floats, 1));
      arrays.add(array("group%d.gaussian.mean".formatted(group), "27", floats + 1, TAPS));
      arrays.add(
          array(
              "group%d.gaussian.standardDeviation".formatted(group),
              "27",
              floats + 1 + TAPS,
              TAPS));
      floats += 1 + 2 * TAPS;
    }
    write(file, "{" + String.join(",", arrays) + "}", floats);
  }

  private static String array(String name, String shape, int from, int floats) {
    return "\"%s\":{\"dtype\":\"F32\",\"shape\":[%s],\"data_offsets\":[%d,%d]}"
        .formatted(name, shape, from * Float.BYTES, (from + floats) * Float.BYTES);
  }

  private static void write(Path file, String header, int floats) {
    byte[] json = header.getBytes(UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(Long.BYTES + json.length + floats * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json);
    for (int i = 0; i < floats; i++) {
      out.putFloat(1);
    }
    try {
      Files.write(file, out.array());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
