/**
 * What measurements share: contestants that take turns, one of them a Python process with plain
 * PyTorch ({@code unet.py} and what it is asked to do); quartiles.
 */
package io.carryover.benchmarks.measure;
