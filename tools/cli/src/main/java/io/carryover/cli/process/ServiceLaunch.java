package io.carryover.cli.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How one service is started.
 *
 * @param name name for people and of the log file, such as {@code trainer-1}
 * @param classPath what it runs from
 * @param mainClass its main class
 * @param settings system properties
 * @param directory working directory
 * @param jvmOptions options of its JVM beside the system properties
 */
public record ServiceLaunch(
    String name,
    List<Path> classPath,
    String mainClass,
    Map<String, String> settings,
    Path directory,
    List<String> jvmOptions) {

  public ServiceLaunch {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mainClass, "mainClass");
    Objects.requireNonNull(directory, "directory");
    classPath = List.copyOf(classPath);
    settings = Map.copyOf(settings);
    jvmOptions = List.copyOf(jvmOptions);
  }

  /** The command line of the child, with this process's own Java. */
  List<String> command() {
    return Stream.of(
            List.of(java().toString()),
            jvmOptions,
            new TreeMap<>(settings).entrySet().stream().map(ServiceLaunch::property).toList(),
            List.of("-cp", path(), BoundToParent.class.getName(), mainClass))
        .flatMap(List::stream)
        .toList();
  }

  private static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  private static String property(Map.Entry<String, String> setting) {
    return "-D" + setting.getKey() + "=" + setting.getValue();
  }

  private String path() {
    return String.join(File.pathSeparator, classPath.stream().map(Path::toString).toList());
  }
}
