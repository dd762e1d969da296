// What the page asks of the service that it came from. Addresses are relative, so that a proxy may put it anywhere.

/** Why the service did not answer, in its own words (RFC 9457). */
export class Problem extends Error {
  constructor({ title, detail, code, again }) {
    super(detail);
    Object.assign(this, { title, code, again });
  }
}

/** The models that are served. */
export async function models() {
  const answer = await asked('v1/models');
  return (await answer.json()).models;
}

/**
 * Facts, mask and maps of one scan: one upload, one answer in parts. A full service is asked again when it says so;
 * `waiting` hears of it.
 */
export async function segment(scan, model, maps, signal, waiting) {
  const question = new URLSearchParams([['model', model], ...maps.map((map) => ['map', map])]);
  const request = {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream', Accept: 'multipart/form-data' },
    body: scan,
    signal,
  };
  const answer = await placed(`v1/segmentations?${question}`, request, waiting);
  return parts(await answer.formData(), maps);
}

async function placed(address, request, waiting) {
  for (;;) {
    try {
      return await asked(address, request);
    } catch (error) {
      await pause(error, request.signal, waiting);
    }
  }
}

/** Until there may be a place; any other failure stays one. */
async function pause(error, signal, waiting) {
  if (error.code !== 'SERVICE_BUSY') {
    throw error;
  }
  waiting();
  await new Promise((over, broken) => {
    setTimeout(over, 1000 * (error.again ?? 5));
    signal.addEventListener('abort', () => broken(signal.reason), { once: true });
  });
}

async function parts(form, maps) {
  const facts = form.get('facts');
  return {
    facts: JSON.parse(typeof facts === 'string' ? facts : await facts.text()),
    mask: form.get('mask'),
    maps: new Map(maps.map((map) => [map, form.get(map)])),
  };
}

async function asked(address, request) {
  const answer = await fetch(address, request).catch(unreached);
  if (!answer.ok) {
    throw await problem(answer);
  }
  return answer;
}

function unreached(error) {
  if (error.name === 'AbortError') {
    throw error;
  }
  throw new Problem({
    title: 'No answer',
    detail: 'The service cannot be reached, or it broke off the transfer.',
    code: 'NO_ANSWER',
  });
}

/** A proxy in between may answer with anything. */
async function problem(answer) {
  const unnamed = { title: 'The service refused', detail: answer.statusText, code: `HTTP_${answer.status}` };
  const said = await answer.json().catch(() => ({}));
  const again = answer.headers.get('Retry-After');
  const detail = (said.detail ?? unnamed.detail) + (again ? `; try again in ${again} s` : '');
  return new Problem({ ...unnamed, ...said, detail, again });
}
