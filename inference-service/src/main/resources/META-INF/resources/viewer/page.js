// The page: a scan is chosen, shown, sent to the service, and what comes back is laid over it.
//
//   file --> planes.scan
//        --> service.segment --> view.result
//                            --> planes.mask, planes.map
import { mapsOf } from './maps.js';
import * as planes from './planes.js';
import * as service from './service.js';
import * as view from './view.js';

const { the } = view;

/** What the page knows; `drawn` are the planes where they show the scan, `running` ends the request that is on its way. */
const state = { served: [], scan: null, answer: null, planes: null, drawn: null, running: null };

/** Shown first where there is any: it is the whole doubt. */
const FIRST_MAP = 'predictive-entropy';

async function start() {
  wire();
  await Promise.all([openPlanes(), findModels()]);
  view.buttons(ready(), false);
}

function wire() {
  the('scan').addEventListener('change', () => the('scan').files.length > 0 && take(the('scan').files[0]));
  the('segment').addEventListener('click', segment);
  the('cancel').addEventListener('click', stop);
  the('map').addEventListener('change', () => showMap().catch(failed));
  the('mask-opacity').addEventListener('input', () => state.drawn?.opacity('mask', share('mask-opacity')));
  the('map-opacity').addEventListener('input', () => state.drawn?.opacity('map', share('map-opacity')));
  wireDrop();
}

/** The whole page takes a scan: who misses the frame must not leave the page for the file. */
function wireDrop() {
  const over = (event, is) => {
    event.preventDefault();
    the('drop').classList.toggle('over', is);
  };
  addEventListener('dragover', (event) => over(event, true));
  addEventListener('dragleave', (event) => over(event, false));
  addEventListener('drop', (event) => {
    over(event, false);
    take(event.dataTransfer.files[0]);
  });
}

const share = (slider) => the(slider).value / 100;
const ready = () => state.scan !== null && state.served.length > 0;
const named = (wanted) => state.served.find(({ name }) => name === wanted);
const model = () => named(the('model').value);

async function openPlanes() {
  try {
    state.planes = await planes.open(the('planes'), (place) => view.where(place, the('map').value));
  } catch (error) {
    view.hint(error.message);
  }
}

async function findModels() {
  try {
    const before = the('model').value;
    state.served = await service.models();
    view.models(state.served);
    the('model').value = (named(before) ?? state.served[0])?.name ?? '';
  } catch (error) {
    view.problem(error);
  }
}

/** With one model there is nothing to choose: it begins at once. */
async function take(file) {
  if (!file) {
    return;
  }
  stop();
  Object.assign(state, { scan: file, answer: null, drawn: null });
  view.reset();
  view.chosen(file);
  await opened;
  view.buttons(ready(), false);
  await showScan(file);
  if (state.served.length === 1 && state.scan === file) {
    await segment();
  }
}

/** What cannot be drawn is asked for all the same: the service says best what is wrong with a scan. */
async function showScan(file) {
  try {
    await state.planes?.scan(file);
    if (state.planes) {
      state.drawn = state.planes;
      view.hint('');
    }
  } catch (error) {
    undrawn(error);
  }
}

/** Unless another scan came in between: then that one is shown. */
function undrawn(error) {
  if (error.name !== 'AbortError') {
    state.planes.clear();
    view.hint('This file cannot be shown');
  }
}

async function segment() {
  stop();
  const running = new AbortController();
  state.running = running;
  view.reset();
  view.buttons(true, true);
  state.drawn?.withoutOverlays();
  const timer = view.working(performance.now());
  try {
    await answered(await asked(running.signal), running.signal);
  } catch (error) {
    failed(error);
  } finally {
    rest(running, timer);
  }
}

/** A request that another one has replaced leaves the page to it. */
function rest(running, timer) {
  clearInterval(timer);
  if (state.running === running || state.running === null) {
    view.rested();
    view.buttons(ready(), false);
  }
}

function asked(signal) {
  const maps = mapsOf(model()).map(({ name }) => name);
  return service.segment(state.scan, model().name, maps, signal, () => view.doing('Waiting for a free place'));
}

/**
 * The model may have been replaced since the page was opened: its facts are looked up by its digest. And so may the scan:
 * nothing is shown of one beside another.
 */
async function answered(answer, signal) {
  await findModels();
  signal.throwIfAborted();
  state.answer = answer;
  const used = state.served.find(({ sha256 }) => sha256 === answer.facts.modelSha256);
  view.result(answer.facts, used);
  view.save(answer.mask, state.scan.name);
  if (state.drawn) {
    view.overlays(mapsOf(used ?? {}));
    await overlay(answer);
  }
}

async function overlay(answer) {
  await state.drawn.mask(answer.mask, share('mask-opacity'));
  the('map').value = answer.maps.has(FIRST_MAP) ? FIRST_MAP : '';
  await showMap();
}

async function showMap() {
  const name = the('map').value;
  const map = mapsOf({ posterior: true }).find((one) => one.name === name);
  if (map && state.drawn) {
    view.legend(name, await state.drawn.map(state.answer.maps.get(name), map.most, share('map-opacity')));
  } else {
    state.drawn?.withoutMap();
    view.legend('', 0);
  }
}

function failed(error) {
  if (error.name !== 'AbortError') {
    view.problem(error);
  }
}

function stop() {
  state.running?.abort();
  state.running = null;
}

/** The page can be used before its viewer has come; a scan then waits for it. */
const opened = start();
