/**
 * What a service asks of the broker before it starts.
 *
 * <pre>
 *   Topic (catalogue) --TopicSetup.ensure--> TOPIC, TOPIC.dead-letter
 *   group name --TopicSetup.ensureShareGroups--> share.auto.offset.reset=earliest, ...
 * </pre>
 *
 * <p>Blocking calls, safe to repeat and to race; the admin client lives for one call only.
 */
package io.carryover.runtime.topics;
