package io.carryover.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/** A call {@code restore(mask, true)} cannot be read; what overrides a method is not to blame. */
final class TakeNoBoolean extends ArchCondition<JavaCodeUnit> {

  TakeNoBoolean() {
    super("take no boolean");
  }

  @Override
  public void check(JavaCodeUnit unit, ConditionEvents events) {
    boolean takesBoolean =
        unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(boolean.class));
    if (takesBoolean && !overrides(unit)) {
      events.add(SimpleConditionEvent.violated(unit, unit.getFullName() + " takes a boolean"));
    }
  }

  private static boolean overrides(JavaCodeUnit unit) {
    return Stream.concat(
            unit.getOwner().getAllRawSuperclasses().stream(),
            unit.getOwner().getAllRawInterfaces().stream())
        .anyMatch(type -> declares(type, unit));
  }

  private static boolean declares(JavaClass type, JavaCodeUnit unit) {
    return type.getMethods().stream()
        .anyMatch(
            method ->
                method.getName().equals(unit.getName())
                    && method.getRawParameterTypes().equals(unit.getRawParameterTypes()));
  }
}
