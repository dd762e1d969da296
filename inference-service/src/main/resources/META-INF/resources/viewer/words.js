// Facts in words that a reader of scans knows.

const METHODS = {
  DWP: 'Bayesian transfer by a deep weight prior (DWP)',
  PR: 'started from a source network (PR)',
  PRF: 'started from a source network, partly frozen (PRF)',
  RI: 'trained from scratch (RI)',
};

/** Digits after the point, so that the largest of the numbers has three that count; none below a microlitre. */
function digits(most) {
  return Math.max(0, 2 - Math.floor(Math.log10(Math.max(most, 0.1))));
}

/** A volume and its interval with the same digits. */
export function volume({ volumeMl, uncertainty }) {
  const places = digits(uncertainty?.volumeHighMl ?? volumeMl);
  return {
    volume: volumeMl.toFixed(places),
    interval: uncertainty
      ? `95 % interval: ${uncertainty.volumeLowMl.toFixed(places)} to ${uncertainty.volumeHighMl.toFixed(places)} ml`
      : 'No interval: this model states no uncertainty',
  };
}

/** Whether the interval is to be trusted. */
export function calibrated(uncertainty, calibration) {
  if (!uncertainty) {
    return 'Only a model that was trained with a prior can say how sure it is.';
  }
  return uncertainty.calibrated
    ? `Calibrated: its width was fitted to ${calibration ? `${calibration.scans} ` : ''}validation scans.`
    : 'Not calibrated: its width comes from the model alone and may be too narrow.';
}

/** What to do about the mask: a heading and a sentence; `look` where it asks for a person. */
export function refer(uncertainty, calibration) {
  const usual = calibration ? ` (usual: ${calibration.referBelow.toFixed(2)} or more)` : '';
  if (uncertainty?.refer === true) {
    return {
      look: true,
      title: 'A person should look at this mask.',
      text: `The samples of the model agree less than on nine of ten validation scans${usual}.`,
    };
  }
  return uncertainty?.refer === false
    ? { look: false, title: 'No sign of trouble.', text: `The samples of the model agree as they usually do${usual}.` }
    : { look: true, title: 'Look at this mask yourself.', text: 'The model cannot tell when it is wrong: nobody measured it.' };
}

/** The facts of one mask, as rows of term and value. */
export function factRows({ uncertainty, shape, spacingMm, foregroundVoxels, seconds, device }) {
  return rows([
    ['Agreement', uncertainty && `${uncertainty.agreement.toFixed(3)} DSC among ${uncertainty.samples} samples`],
    ['Mask', `${foregroundVoxels.toLocaleString('en')} voxels`],
    ['Scan', `${shape.join(' × ')} voxels`],
    ['Spacing', `${spacingMm.map(short).join(' × ')} mm`],
    ['Time', `${seconds.toFixed(1)} s on ${device === 'cuda' ? 'a GPU' : 'the CPU'}`],
  ]);
}

/** What the model is and where it comes from. */
export function modelRows(model, digest) {
  return rows([
    ['Structure', model?.structure],
    ['Coded as', model?.structureCode && `${model.structureCode.meaning} (${model.structureCode.scheme} ${model.structureCode.value})`],
    ['Name', model?.name],
    ['Method', model && (METHODS[model.method] ?? model.method)],
    ['Validation', model && (model.validation ? `${model.validation.dsc.toFixed(3)} DSC: overlap with experts, 1 is all` : 'not measured')],
    ['Digest', `sha256:${digest}`, 'id'],
    ['Training run', model?.runId, 'id'],
    ['Prior', model && (model.priorId ?? 'none'), 'id'],
    ['Training scans', model && `sha256:${model.manifestSha256}`, 'id'],
    ['Code', model?.codeVersion, 'id'],
  ]);
}

/** Where the cross is, in the letters at the edges of the planes. */
export function place({ mm, scan, mask, map }, unit) {
  const [r, a, s] = mm;
  const at = [side(r, 'R', 'L'), side(a, 'A', 'P'), side(s, 'S', 'I')].join('  ');
  const over = map === undefined ? [] : [`uncertainty ${map.toFixed(2)} ${unit}`.trim()];
  const inside = mask === undefined ? [] : [mask > 0 ? 'in the mask' : 'outside the mask'];
  return [at, `intensity ${short(scan)}`, ...inside, ...over].join('  ·  ');
}

function side(mm, positive, negative) {
  return `${Math.abs(mm).toFixed(1)} mm ${mm < 0 ? negative : positive}`;
}

function short(number) {
  return Number(number?.toPrecision(3));
}

function rows(all) {
  return all.filter(([, value]) => value);
}
