package io.carryover.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The directories that files may be read from. A {@code file:} URI is resolved to its real path
 * first, so that neither {@code ..} nor a symbolic link leads out.
 *
 * <p>What lies under a root is trusted not to be replaced by a link between the check and the read.
 */
final class ReadRoots {
  /** Of Linux. */
  private static final int LONGEST_NAME_BYTES = 255;

  private static final int LONGEST_PATH_BYTES = 4095;

  private final List<Path> roots;

  ReadRoots(List<Path> roots) {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
  }

  /**
   * The real path of a regular file under one of the roots.
   *
   * @throws RejectedException URI_NOT_ALLOWED or ARTIFACT_MISSING; nothing is said about files
   *     outside the roots, not even whether they exist
   * @throws IOException if that cannot be told now: a root is not mounted, or the disk has trouble
   */
  Path resolve(String uri) throws IOException {
    Path path = local(uri);
    if (!isUnderRoot(path)) {
      throw notAllowed(uri);
    }
    Path real = real(path, uri);
    if (!isUnderRealRoot(real)) {
      throw notAllowed(uri);
    }
    if (!Files.readAttributes(real, BasicFileAttributes.class).isRegularFile()) {
      throw missing(uri);
    }
    return real;
  }

  private static Path local(String uri) {
    try {
      URI parsed = URI.create(uri);
      if ("file".equals(parsed.getScheme())) {
        return requireShort(Path.of(parsed).normalize());
      }
    } catch (IllegalArgumentException e) {
      throw new RejectedException(
          "URI_NOT_ALLOWED",
          "only well-formed file: URIs are read (%s)".formatted(ArtifactName.of(uri)));
    }
    throw new RejectedException(
        "URI_NOT_ALLOWED", "only file: URIs are read (%s)".formatted(ArtifactName.of(uri)));
  }

  /** Else the system says of a path that cannot exist what it says of a disk in trouble. */
  private static Path requireShort(Path path) {
    for (Path name : path) {
      if (name.toString().getBytes(UTF_8).length > LONGEST_NAME_BYTES) {
        throw new IllegalArgumentException("name too long");
      }
    }
    if (path.toString().getBytes(UTF_8).length > LONGEST_PATH_BYTES) {
      throw new IllegalArgumentException("path too long");
    }
    return path;
  }

  private Path real(Path path, String uri) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      requireRootsOf(path);
      throw missing(uri);
    } catch (FileSystemException e) {
      if (liesBelowAFile(path)) {
        throw missing(uri);
      }
      throw e;
    }
  }

  /** Nothing is known of what lies under a root that is not there. */
  private void requireRootsOf(Path path) throws IOException {
    for (Path root : roots) {
      if (path.startsWith(root)) {
        root.getFileSystem().provider().checkAccess(root);
      }
    }
  }

  private static boolean liesBelowAFile(Path path) {
    return Stream.iterate(path.getParent(), Objects::nonNull, Path::getParent)
        .anyMatch(Files::isRegularFile);
  }

  private boolean isUnderRoot(Path path) throws IOException {
    return roots.stream().anyMatch(path::startsWith) || isUnderRealRoot(path);
  }

  /**
   * Roots are resolved at each read: one may be mounted later than the service starts. One that
   * cannot be resolved counts where none of the others holds the path.
   */
  private boolean isUnderRealRoot(Path path) throws IOException {
    IOException unresolved = null;
    for (Path root : roots) {
      try {
        if (path.startsWith(root.toRealPath())) {
          return true;
        }
      } catch (IOException e) {
        unresolved = e;
      }
    }
    if (unresolved != null) {
      throw unresolved;
    }
    return false;
  }

  private static RejectedException notAllowed(String uri) {
    return new RejectedException(
        "URI_NOT_ALLOWED",
        "only files under the configured roots are read (%s)".formatted(ArtifactName.of(uri)));
  }

  private static RejectedException missing(String uri) {
    return new RejectedException(
        "ARTIFACT_MISSING", "no such file (%s)".formatted(ArtifactName.of(uri)));
  }
}
