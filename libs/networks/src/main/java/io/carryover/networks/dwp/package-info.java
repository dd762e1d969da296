/** The deep weight prior: the bound of the divergence between posterior and prior. */
package io.carryover.networks.dwp;
