// The maps of uncertainty: what each means to a reader, its scale and its colours.

/** Entropy of a coin toss in nats: the most that two classes have. */
const COIN_TOSS = Math.LN2;

/**
 * Black body colours, light where there is much; nothing below a tenth of the scale, where every scan has some. NiiVue
 * takes an overlay's colour for there or not there: how much of it is seen is the opacity of the whole layer.
 */
export const RAMP = {
  R: [40, 55, 55, 87, 188, 249, 252],
  G: [11, 12, 12, 16, 55, 142, 255],
  B: [84, 95, 95, 110, 84, 9, 164],
  A: [0, 0, 255, 255, 255, 255, 255],
  I: [0, 25, 26, 64, 128, 192, 255],
};

/** From one half on: the viewer interpolates, and what is a little above nothing is outside. */
export const MASK = { R: [47, 47, 47, 47], G: [214, 214, 214, 214], B: [181, 181, 181, 181], A: [0, 0, 255, 255], I: [0, 127, 128, 255] };

/** `most` is the upper end of the scale; without one it is the largest value in the scan. */
export const MAPS = [
  {
    name: 'predictive-entropy',
    title: 'All doubt (predictive entropy)',
    unit: 'nats',
    most: COIN_TOSS,
    text: 'How undecided the model is in each voxel, for whatever reason. The upper end is a coin toss.',
  },
  {
    name: 'mutual-information',
    title: 'Doubt of the model (mutual information)',
    unit: 'nats',
    text: 'Where samples of the model contradict each other: it has seen too few scans like this one. The upper end is the most in this scan.',
  },
  {
    name: 'expected-entropy',
    title: 'Doubt in the image (expected entropy)',
    unit: 'nats',
    most: COIN_TOSS,
    text: 'Where every sample of the model is undecided: the image is ambiguous, as at edges. The upper end is a coin toss.',
  },
  {
    name: 'probability',
    title: 'Probability of the structure',
    unit: '',
    most: 1,
    text: 'How probable the structure is in each voxel. The mask is where it is above 0.5.',
  },
];

/** The maps that a model can draw: without samples of its weights there is the probability alone. */
export function mapsOf(model) {
  return MAPS.filter((map) => model.posterior || map.name === 'probability');
}

/** The ramp as the stylesheet says it. */
export function gradient() {
  const stops = RAMP.I.map((at, n) => `rgb(${RAMP.R[n]} ${RAMP.G[n]} ${RAMP.B[n]} / ${RAMP.A[n] / 255}) ${at / 2.55}%`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
