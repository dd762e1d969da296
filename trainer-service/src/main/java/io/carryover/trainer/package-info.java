/** Admits labelled scans, plans runs, trains, exports models. */
package io.carryover.trainer;
