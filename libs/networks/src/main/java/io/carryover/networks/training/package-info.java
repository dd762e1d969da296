/** Training of source and target networks: loops, checkpoints, snapshots. */
package io.carryover.networks.training;
