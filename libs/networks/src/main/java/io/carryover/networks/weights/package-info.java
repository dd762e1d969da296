/**
 * Files of named arrays (safetensors), written atomically.
 *
 * <pre>
 *   Map name -> NDArray  -- write -->  FILE.part -- move -->  FILE  -- read -->  Map name -> NDArray
 * </pre>
 *
 * <p>Stateless; the caller's thread does the work. One writer per file.
 */
package io.carryover.networks.weights;
