package io.carryover.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The packages of all modules as they lie in the source folders; class files do not tell, since a
 * package-info without annotations leaves none.
 *
 * @param root folder of the repository
 */
record PackageDocs(Path root) {

  private static final String PACKAGE_INFO = "package-info.java";

  /** Packages with code, of every {@code src/main/java}. */
  List<Path> packages() throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(PackageDocs::isMainJava)
          .filter(path -> path.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .sorted()
          .toList();
    }
  }

  /** Those of {@link #packages()} without a javadoc in a package-info. */
  List<Path> undocumented() throws IOException {
    return packages().stream().filter(folder -> !isDocumented(folder)).toList();
  }

  private static boolean isMainJava(Path path) {
    return path.toString().contains("/src/main/java/") && !path.toString().contains("/target/");
  }

  private static boolean isDocumented(Path folder) {
    Path info = folder.resolve(PACKAGE_INFO);
    try {
      return Files.exists(info) && Files.readString(info).startsWith("/**");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + info, e);
    }
  }
}
