/** Serves exported models. */
package io.carryover.inference;
