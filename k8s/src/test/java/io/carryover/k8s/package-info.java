/**
 * Holds the manifests to what the code says: strict parsing, the topic catalogue, the services'
 * ports and configuration keys.
 *
 * <pre>
 *   base/*.yaml -- StrictYaml --> typed objects --> ManifestsTest, KafkaTopicsTest, ServicesTest
 * </pre>
 */
package io.carryover.k8s;
