/** What the machine tells: {@link io.carryover.runtime.machine.ProcFiles}, on Linux. */
package io.carryover.runtime.machine;
