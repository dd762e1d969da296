package io.carryover.inference.segmentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where one replica keeps scans and masks on their way; the names of the files say nothing. The
 * directory is locked until it is closed or the process ends.
 */
public final class ScratchDirectory implements AutoCloseable {
  private static final String PREFIX = "scratch-";
  private static final String LOCK = ".lock";

  private final Path directory;
  private final FileChannel lock;

  private ScratchDirectory(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * A directory of this replica alone, without what a killed process left.
   *
   * @throws IllegalStateException if another replica of the same name uses it: its files under way
   *     must not be deleted
   */
  public static ScratchDirectory emptied(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel lock = locked(directory);
      for (Path file : leftIn(directory)) {
        Files.delete(file);
      }
      return new ScratchDirectory(directory, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("directory cannot be used: " + directory, e);
    }
  }

  /** The system lets go of the lock when the channel is closed or the process is killed. */
  private static FileChannel locked(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolveSibling(directory.getFileName() + LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (isFree(channel)) {
      return channel;
    }
    channel.close();
    throw new IllegalStateException(
        "two replicas cannot have one name: set carryover.replica, %s is in use"
            .formatted(directory));
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * A new empty file.
   *
   * @param suffix end of its name, for example ".nii.gz"
   */
  public ScratchFile file(String suffix) {
    try {
      return new ScratchFile(Files.createTempFile(directory, PREFIX, suffix));
    } catch (IOException e) {
      throw new UncheckedIOException("no file can be made in " + directory, e);
    }
  }

  /** Lets another replica have the directory. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("directory cannot be left: " + directory, e);
    }
  }

  private static List<Path> leftIn(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith(PREFIX)).toList();
    }
  }
}
