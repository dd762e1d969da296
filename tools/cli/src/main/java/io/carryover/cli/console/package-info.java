/**
 * What a person sees while long work goes on.
 *
 * <p>A command tells one {@link io.carryover.cli.console.Progress} what happened; where the output
 * is a terminal the tasks are redrawn in place, elsewhere each noteworthy step is one line with the
 * elapsed time, fit for a log.
 *
 * <pre>
 *   command --- line, update, refresh ---> Progress --+-- LiveProgress   (terminal, redrawn rows)
 *                                                     +-- PlainProgress  (pipe, file, CI log)
 * </pre>
 *
 * <p>Threading: one thread, the command's own, calls a Progress.
 */
package io.carryover.cli.console;
