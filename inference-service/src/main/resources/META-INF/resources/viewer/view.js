// What stands on the page: each function writes one part of it, from values alone.
import { MAPS, gradient } from './maps.js';
import * as words from './words.js';

/** An element by its id. */
export const the = (id) => document.getElementById(id);

const say = (id, text) => (the(id).textContent = text);
const show = (id, shown) => (the(id).hidden = !shown);

export function models(served) {
  const choices = served.map(({ name, structure }) => option(name, `${structure} (${name})`));
  the('model').replaceChildren(...(choices.length > 0 ? choices : [option('', 'no model is served yet')]));
  the('model').disabled = choices.length === 0;
}

export function chosen(file) {
  say('scan-name', file.name);
  say('scan-kind', `${(file.size / 1e6).toFixed(1)} MB · drop or choose another`);
}

/** Nothing is said of a scan any more. */
export function reset() {
  ['problem', 'result', 'lineage', 'legend'].forEach((id) => show(id, false));
  the('overlays').disabled = true;
  say('where', '');
}

export function hint(text) {
  say('planes-hint', text);
  show('planes-hint', text !== '');
}

/** The seconds that go by are for eyes only: read out aloud they would never end. */
export function working(since) {
  const bar = element('progress', '');
  const seconds = element('span', '');
  bar.ariaHidden = seconds.ariaHidden = 'true';
  the('progress').replaceChildren(element('span', 'Segmenting'), bar, seconds);
  const tick = () => (seconds.textContent = `${Math.round((performance.now() - since) / 1000)} s`);
  tick();
  return setInterval(tick, 1000);
}

export function doing(text) {
  the('progress').firstElementChild.textContent = text;
}

export function rested() {
  the('progress').replaceChildren();
}

/** What can be pressed: while work goes on, only to end it. */
export function buttons(able, busy) {
  the('segment').disabled = !able || busy;
  show('cancel', busy);
}

export function problem({ title, message, code }) {
  say('problem-title', title ?? 'The page failed');
  say('problem-detail', message);
  say('problem-code', code ?? '');
  show('problem', true);
}

export function result(facts, model) {
  const { volume, interval } = words.volume(facts);
  say('volume', volume);
  say('interval', interval);
  say('calibrated', words.calibrated(facts.uncertainty, model?.calibration));
  refer(words.refer(facts.uncertainty, model?.calibration));
  list('facts', words.factRows(facts));
  list('model-facts', words.modelRows(model, facts.modelSha256));
  show('result', true);
  show('lineage', true);
}

function refer({ look, title, text }) {
  const heading = document.createElement('strong');
  heading.textContent = title;
  the('refer').replaceChildren(heading, ` ${text}`);
  the('refer').classList.toggle('look', look);
}

/** The link keeps the bytes of the mask in this browser until the next one. */
export function save(mask, name) {
  URL.revokeObjectURL(the('save').href);
  the('save').href = URL.createObjectURL(mask);
  the('save').download = `${name.replace(/\.nii(\.gz)?$/i, '')}-mask.nii.gz`;
}

export function overlays(available) {
  const choices = available.map(({ name, title }) => option(name, title));
  the('map').replaceChildren(option('', 'none'), ...choices);
  the('overlays').disabled = false;
}

export function legend(name, most) {
  const map = MAPS.find((one) => one.name === name);
  show('legend', map !== undefined);
  if (map) {
    the('legend-ramp').style.background = gradient();
    say('legend-low', '0');
    say('legend-high', `${most.toPrecision(2)} ${map.unit}`.trim());
    say('legend-text', map.text);
  }
}

export function where(place, name) {
  const unit = MAPS.find((one) => one.name === name)?.unit ?? '';
  say('where', words.place(place, unit));
}

function list(id, rows) {
  const entries = rows.flatMap(([term, value, kind]) => [element('dt', term), element('dd', value, kind)]);
  the(id).replaceChildren(...entries);
}

function element(tag, text, kind = '') {
  const made = document.createElement(tag);
  made.textContent = text;
  made.className = kind;
  return made;
}

function option(value, text) {
  const made = element('option', text);
  made.value = value;
  return made;
}
