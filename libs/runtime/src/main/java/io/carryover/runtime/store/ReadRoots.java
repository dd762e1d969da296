package io.carryover.runtime.store;

import io.carryover.runtime.failure.RejectedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directories that files may be read from. A {@code file:} URI is resolved to its real path
 * first, so that neither {@code ..} nor a symbolic link leads out.
 *
 * <p>What lies under a root is trusted not to be replaced by a link between the check and the read.
 */
final class ReadRoots {
  private final List<Path> roots;

  ReadRoots(List<Path> roots) {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
  }

  /**
   * The real path of a regular file under one of the roots.
   *
   * @throws RejectedException URI_NOT_ALLOWED or ARTIFACT_MISSING; nothing is said about files
   *     outside the roots, not even whether they exist
   */
  Path resolve(String uri) throws IOException {
    Path path = local(uri);
    if (!isUnderRoot(path)) {
      throw notAllowed(uri);
    }
    if (!Files.exists(path)) {
      throw missing(uri);
    }
    Path real = path.toRealPath();
    if (!isUnderRealRoot(real)) {
      throw notAllowed(uri);
    }
    if (!Files.isRegularFile(real)) {
      throw missing(uri);
    }
    return real;
  }

  private static Path local(String uri) {
    try {
      URI parsed = URI.create(uri);
      if ("file".equals(parsed.getScheme())) {
        return Path.of(parsed).normalize();
      }
    } catch (IllegalArgumentException e) {
      throw new RejectedException(
          "URI_NOT_ALLOWED", "only well-formed file: URIs are read: %s".formatted(uri));
    }
    throw new RejectedException("URI_NOT_ALLOWED", "only file: URIs are read: %s".formatted(uri));
  }

  private boolean isUnderRoot(Path path) throws IOException {
    return roots.stream().anyMatch(path::startsWith) || isUnderRealRoot(path);
  }

  /** Roots are resolved at each read: one may be mounted later than the service starts. */
  private boolean isUnderRealRoot(Path path) throws IOException {
    for (Path root : roots) {
      if (Files.isDirectory(root) && path.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  private static RejectedException notAllowed(String uri) {
    return new RejectedException(
        "URI_NOT_ALLOWED", "only files under the configured roots are read: %s".formatted(uri));
  }

  private static RejectedException missing(String uri) {
    return new RejectedException("ARTIFACT_MISSING", "no such file: %s".formatted(uri));
  }
}
