// Where to look first: a voxel of the mask, so that all three planes show it.

/**
 * The voxel [i, j, k] in the slice that has most of the mask, nearest to the mask's centre in that slice; undefined for
 * an empty mask. The centre of the whole mask may lie between its parts, in none of them.
 */
export function middle(voxels, [width, height, depth]) {
  const slices = Array.from({ length: depth }, (_, k) => voxels.subarray(k * width * height, (k + 1) * width * height));
  const counts = slices.map((slice) => slice.reduce((count, value) => count + (value > 0), 0));
  const k = counts.indexOf(Math.max(...counts));
  const [nearest] = sortedByDistance(places(slices[k], width));
  return nearest && [...nearest, k];
}

function places(slice, width) {
  const found = [];
  slice.forEach((value, index) => value > 0 && found.push([index % width, Math.floor(index / width)]));
  return found;
}

function sortedByDistance(found) {
  const mean = (axis) => found.reduce((sum, place) => sum + place[axis], 0) / found.length;
  const [x, y] = [mean(0), mean(1)];
  const far = ([i, j]) => (i - x) ** 2 + (j - y) ** 2;
  return found.sort((one, other) => far(one) - far(other));
}
