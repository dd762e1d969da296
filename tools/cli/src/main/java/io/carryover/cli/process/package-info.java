/**
 * The services, and the benchmark, as child processes that never outlive their parent.
 *
 * <pre>
 *   Installation (where the jars are) --> ServiceLaunch --> ChildProcesses.start --> child JVM, log file
 *                                                            |   close, Ctrl-C, SIGTERM: TERM, then KILL
 *                                                            +-- parent killed: the child's standard input ends,
 *                                                                BoundToParent stops the child
 * </pre>
 *
 * <p>Threading: {@link io.carryover.cli.process.ChildProcesses} may be closed from any thread, a
 * shutdown hook among them; everything else belongs to the command's thread.
 */
package io.carryover.cli.process;
