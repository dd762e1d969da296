/**
 * The page at {@code /} on which a person sees what the service does.
 *
 * <pre>
 *   views of run-status, run-progress, priors --> PriorOverview --> PriorPageResource --> HTML
 * </pre>
 *
 * <p>Reads the views' maps only, so that it shows the fits of every replica and never waits for the
 * broker.
 */
package io.carryover.prior.http;
