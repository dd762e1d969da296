/** The carryover command. */
package io.carryover.cli;
