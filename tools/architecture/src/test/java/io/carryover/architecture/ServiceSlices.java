package io.carryover.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Arrays;
import java.util.List;

/** One slice per service; everything else is in none. */
final class ServiceSlices implements SliceAssignment {

  private final String root;
  private final List<String> services;

  ServiceSlices(String root, String... services) {
    this.root = root;
    this.services = List.copyOf(Arrays.asList(services));
  }

  @Override
  public SliceIdentifier getIdentifierOf(JavaClass type) {
    return services.stream()
        .filter(service -> (type.getPackageName() + ".").startsWith(root + "." + service + "."))
        .map(SliceIdentifier::of)
        .findFirst()
        .orElseGet(SliceIdentifier::ignore);
  }

  @Override
  public String getDescription() {
    return "services";
  }
}
