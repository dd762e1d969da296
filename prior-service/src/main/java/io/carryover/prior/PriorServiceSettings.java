package io.carryover.prior;

import io.carryover.runtime.service.ServiceSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the prior service, under {@code carryover.}; see also {@code kafka.*}. */
@ConfigMapping(prefix = "carryover")
public interface PriorServiceSettings extends ServiceSettings {
  /** Threads that one fit computes with, 1 or more. Default: 2. */
  @WithDefault("2")
  int threads();
}
