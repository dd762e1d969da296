package io.carryover.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * A feature is a package of a service with a handler, a resource or a topology in it. What two
 * features exchange is a value (record, enum, exception) or a port (interface). Packages that
 * nothing enters from outside are the service's domain, free to be used by its features.
 */
final class MeetOtherFeaturesThroughValues extends ArchCondition<JavaClass> {

  private static final String ENTRY_NAMES = ".*(Handler|Resource|Topology)";

  private final DescribedPredicate<JavaClass> ofServices;

  MeetOtherFeaturesThroughValues(DescribedPredicate<JavaClass> ofServices) {
    super("meet other features through values and ports");
    this.ofServices = ofServices;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    type.getDirectDependenciesFromSelf().stream()
        .filter(this::breaksIn)
        .map(dependency -> SimpleConditionEvent.violated(dependency, dependency.getDescription()))
        .forEach(events::add);
  }

  private boolean breaksIn(Dependency dependency) {
    JavaClass from = dependency.getOriginClass();
    JavaClass to = dependency.getTargetClass();
    return !from.getPackageName().equals(to.getPackageName())
        && isOfFeature(from)
        && isOfFeature(to)
        && !isValueOrPort(to);
  }

  private boolean isOfFeature(JavaClass type) {
    return ofServices.test(type)
        && type.getPackage().getClasses().stream()
            .anyMatch(each -> each.getSimpleName().matches(ENTRY_NAMES));
  }

  private static boolean isValueOrPort(JavaClass type) {
    return type.isRecord()
        || type.isEnum()
        || type.isInterface()
        || type.isAssignableTo(Throwable.class)
        || type.getEnclosingClass()
            .map(MeetOtherFeaturesThroughValues::isValueOrPort)
            .orElse(false);
  }
}
