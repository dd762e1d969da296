/** Gathers harvested kernels and fits the prior. */
package io.carryover.prior;
