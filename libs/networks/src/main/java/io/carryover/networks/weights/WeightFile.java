package io.carryover.networks.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named arrays in a safetensors file: weights of networks, kernels, priors and checkpoints.
 *
 * <p>Writing is atomic and durable: a reader sees the old file or the whole new one, also after a
 * crash.
 */
public final class WeightFile {

  private WeightFile() {}

  /**
   * Reads every array, in no order that means anything.
   *
   * @param manager owns the arrays
   */
  public static Map<String, NDArray> read(NDManager manager, Path file) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      NDList.decode(manager, in).forEach(a -> arrays.put(a.getName(), a));
      return arrays;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read weights " + file, e);
    }
  }

  /** Writes every array under its key. */
  public static void write(Map<String, NDArray> arrays, Path file) {
    NDList named = new NDList();
    arrays.forEach((name, array) -> named.add(named(name, array)));
    replace(file, named.encode(NDList.Encoding.SAFETENSORS));
  }

  /**
   * Puts bytes in the place of a file, atomically and durably; its folder is made where missing.
   */
  public static void replace(Path file, byte[] bytes) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      writeDurably(part, bytes);
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void writeDurably(Path part, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static NDArray named(String name, NDArray array) {
    array.setName(name);
    return array;
  }
}
