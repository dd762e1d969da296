/**
 * Which models this replica serves.
 *
 * <pre>
 *   models --ModelHandler--> fetch (digest) -> open -> contract -> golden pair -> warm-up
 *     |                          |                                                  |
 *     | deleted                  | anything fails: the old model stays              v
 *     v                          v                                             swapped in
 *   undeployed       REFUSED, code; tried again after                           DEPLOYED
 *                    a minute if it may pass
 *                                +-----------> model-deployments, key model@replica <--+
 *
 *   model-versions --> Versions: any of them, by digest
 *   model-routes --RouteHandler--> Routes: pinned, canary, shadow
 *
 *   lease(Wanted) --RoutedModels--> by digest, else by route, else the newest; its session is
 *                   closed when it was replaced and its last lease is returned
 * </pre>
 *
 * <p>Of two exports of a name the one that was planned later counts, whichever was ready first.
 * Every replica reads the topic from its start, on the thread of its view; a model is served before
 * the next record is read, so that who caught up with the topic finds it deployed. A model that
 * cannot be opened now, since the store is away, is {@linkplain
 * io.carryover.inference.registry.PostponedModels postponed}; the replica is not ready until it is
 * served, refused for good or replaced. Others see {@link
 * io.carryover.inference.registry.DeployedModels} only; leases may be taken from any thread.
 */
package io.carryover.inference.registry;
