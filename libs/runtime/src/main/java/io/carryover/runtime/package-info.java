/** What the three services share. */
package io.carryover.runtime;
