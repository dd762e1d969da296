/** The deep weight prior: harvest of kernels, fit of the VAEs, gate. */
package io.carryover.networks.prior;
