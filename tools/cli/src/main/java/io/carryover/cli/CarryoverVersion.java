package io.carryover.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar. */
final class CarryoverVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = CarryoverVersion.class.getPackage().getImplementationVersion();
    return new String[] {"carryover " + Optional.ofNullable(version).orElse("(not packaged)")};
  }
}
