/**
 * {@code carryover route}: which version of a model answers.
 *
 * <pre>
 *   model-versions, model-routes --> ModelVersions --> table of versions, what each of them does
 *   options --RouteChange--> digests looked up --> model-routes
 * </pre>
 */
package io.carryover.cli.route;
