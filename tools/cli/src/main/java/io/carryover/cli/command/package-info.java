/**
 * What every command needs: the option that names the broker, and the way to say that it failed.
 *
 * <pre>
 *   --bootstrap --> BrokerOption --answers?--> client settings
 *                        |
 *   any command ---------+--> CommandFailure --> one line on stderr, exit code 1
 * </pre>
 *
 * <p>Used on the command's own thread.
 */
package io.carryover.cli.command;
