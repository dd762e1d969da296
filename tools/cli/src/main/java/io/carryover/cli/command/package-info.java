/**
 * What commands share: the option that names the broker, how people write a shape, and the way to
 * say that a command failed.
 *
 * <pre>
 *   --bootstrap --> BrokerOption --answers?--> client settings
 *                        |
 *   any command ---------+--> CommandFailure --> one line on stderr, exit code 1
 *   48x64x48 --> ShapeConverter --> Shape
 * </pre>
 *
 * <p>Used on the command's own thread.
 */
package io.carryover.cli.command;
