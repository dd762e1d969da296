/** Networks of the method and their training. */
package io.carryover.networks;
