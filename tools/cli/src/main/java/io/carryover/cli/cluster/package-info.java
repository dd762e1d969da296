/**
 * Carryover on this machine: an embedded broker and the services as processes on 127.0.0.1.
 *
 * <pre>
 *   ClusterLayout (what, where) --> LocalCluster --+-- EmbeddedBroker    in this process
 *                                                  +-- TopicSetup        every topic of the catalogue
 *                                                  +-- ChildProcesses    the services that were chosen
 *                                                  +-- ReadinessCheck    /q/health/ready of each
 * </pre>
 */
package io.carryover.cli.cluster;
