package io.carryover.imaging.patch;

import io.carryover.imaging.volume.Window;

/**
 * The patches of one start along the volume's longest axis.
 *
 * @param first number of its first patch
 * @param end number after its last patch
 * @param box what they cover of the volume; as large for every slab of a grid
 * @param settled the part of the box that no later patch covers
 */
public record Slab(int first, int end, Window box, Window settled) {}
