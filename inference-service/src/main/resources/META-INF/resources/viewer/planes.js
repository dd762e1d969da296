// A scan in three planes, with a mask and a map over it, drawn by NiiVue.
import { MASK, RAMP } from './maps.js';
import { middle } from './middle.js';

const OPTIONS = {
  backColor: [0, 0, 0, 1],
  crosshairColor: [1, 0.78, 0.34, 0.7],
  fontColor: [1, 0.78, 0.34, 1],
  crosshairGap: 6,
  crosshairWidth: 0.5,
  crosshairWidthUnit: 'percent',
  showAllOrientationMarkers: true,
  tileMargin: 6,
  multiplanarShowRender: 0,
  // As films hang: the patient's right on the left.
  isRadiologicalConvention: true,
  sagittalNoseLeft: true,
  // The page takes what is dropped, wherever it falls.
  dragAndDropEnabled: false,
  logLevel: 'error',
};

/** Share of the voxels at either end of the grey scale that are all black or all white until someone changes it. */
const UNSEEN = 0.005;

/** Steps of the cross along R, A and S in voxels. */
const STEPS = {
  // The patient's right is on the left.
  ArrowLeft: [1, 0, 0],
  ArrowRight: [-1, 0, 0],
  ArrowUp: [0, 1, 0],
  ArrowDown: [0, -1, 0],
  PageUp: [0, 0, 1],
  PageDown: [0, 0, -1],
};

/** Opens the planes on a canvas; `told` hears where the cross is and what lies there. */
export async function open(canvas, told) {
  requireWebGl();
  const library = await import('./niivue/niivue.js').catch(missing);
  const niivue = new library.Niivue(OPTIONS);
  await niivue.attachToCanvas(canvas);
  niivue.addColormap('carryover-mask', MASK);
  niivue.addColormap('carryover-doubt', RAMP);
  return new Planes(niivue, library.NVImage, canvas, told);
}

function requireWebGl() {
  if (!document.createElement('canvas').getContext('webgl2')) {
    throw new Error('This browser cannot draw scans: it lacks WebGL 2. Volume and facts are shown all the same.');
  }
}

function missing() {
  throw new Error('This service was built without its viewer: npm was missing. Volume and facts are shown all the same.');
}

class Planes {
  #niivue;
  #image;
  #layers = {};
  #turns = { scan: 0, mask: 0, map: 0 };

  constructor(niivue, image, canvas, told) {
    this.#niivue = niivue;
    this.#image = image;
    niivue.onLocationChange = (place) => told(this.#named(place));
    canvas.addEventListener('keydown', (event) => this.#moved(event));
  }

  /** Shows a scan alone. */
  async scan(file) {
    this.clear();
    await this.#add('scan', file, { colormap: 'gray', opacity: 1, percentileFrac: UNSEEN });
    this.#tellAgain();
  }

  /** Lays the mask over the scan and moves the cross into it. */
  async mask(file, opacity) {
    await this.#add('mask', file, { colormap: 'carryover-mask', opacity, cal_min: 0, cal_max: 1 });
    this.#lookAt(this.#layers.mask);
  }

  /** Lays a map over the scan in place of the one before; answers the upper end of its scale. */
  async map(file, most, opacity) {
    const map = await this.#add('map', file, { colormap: 'carryover-doubt', opacity, cal_min: 0, cal_max: most ?? NaN });
    if (most === undefined) {
      this.#rescale(map);
    }
    this.#tellAgain();
    return map.cal_max;
  }

  withoutMap() {
    this.#remove('map');
    this.#tellAgain();
  }

  withoutOverlays() {
    ['map', 'mask'].forEach((layer) => this.#remove(layer));
    this.#tellAgain();
  }

  /** Of the layer `mask` or `map`, 0 to 1. */
  opacity(layer, value) {
    const index = this.#niivue.volumes.indexOf(this.#layers[layer]);
    if (index >= 0) {
      this.#niivue.setOpacity(index, value);
    }
  }

  clear() {
    ['map', 'mask', 'scan'].forEach((layer) => this.#remove(layer));
  }

  /** What was asked for later, or taken away meanwhile, is not overtaken by what took longer to read. */
  async #add(layer, file, options) {
    const turn = ++this.#turns[layer];
    const volume = await this.#read(file, options);
    if (turn !== this.#turns[layer]) {
      throw new DOMException(`another ${layer} is shown`, 'AbortError');
    }
    this.#remove(layer);
    this.#niivue.addVolume(volume);
    this.#layers[layer] = volume;
    return volume;
  }

  /** The name tells the format, so it is made from the first bytes: a scan may be called anything. */
  async #read(file, options) {
    const url = await file.arrayBuffer();
    return this.#image.loadFromUrl({ url, name: named(url), ...options });
  }

  #remove(layer) {
    this.#turns[layer]++;
    if (this.#layers[layer]) {
      this.#niivue.removeVolume(this.#layers[layer]);
      delete this.#layers[layer];
    }
  }

  #rescale(map) {
    map.cal_min = 0;
    map.cal_max = map.global_max || 1;
    this.#niivue.updateGLVolume();
  }

  #lookAt(mask) {
    const place = middle(mask.img, mask.hdr.dims.slice(1, 4));
    if (place) {
      this.#niivue.scene.crosshairPos = this.#niivue.mm2frac(millimetres(mask.hdr.affine, place));
    }
    this.#niivue.drawScene();
    this.#tellAgain();
  }

  #tellAgain() {
    if (this.#layers.scan) {
      this.#niivue.createOnLocationChange();
    }
  }

  #moved(event) {
    const step = STEPS[event.key];
    if (step && this.#layers.scan) {
      event.preventDefault();
      this.#niivue.moveCrosshairInVox(...step);
    }
  }

  /** Values by layer: NiiVue gives them in the order of its volumes. */
  #named({ mm, values }) {
    const volumes = this.#niivue.volumes;
    const value = (layer) => values[volumes.indexOf(this.#layers[layer])]?.value;
    return { mm, scan: value('scan'), mask: value('mask'), map: value('map') };
  }
}

function named(bytes) {
  const [first, second] = new Uint8Array(bytes);
  return first === 0x1f && second === 0x8b ? 'volume.nii.gz' : 'volume.nii';
}

function millimetres(affine, [i, j, k]) {
  return affine.slice(0, 3).map((row) => row[0] * i + row[1] * j + row[2] * k + row[3]);
}
