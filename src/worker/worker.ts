/// <reference lib="webworker" />
import { isCompressed } from '../engine/is-compressed.ts';
import type { Numbered, Reply, Request } from '../engine/protocol.ts';
import { createDevices } from './devices.ts';
import { createRuns } from './runs.ts';

declare const self: DedicatedWorkerGlobalScope;

let base = '';
const cache = new Map<string, Promise<Uint8Array>>();

async function unpack(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (!isCompressed(bytes)) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function loadAsset(name: string): Promise<Uint8Array> {
  let bytes = cache.get(name);
  if (!bytes) {
    const missing = () => {
      throw new Error(`The data file ${name} is not in this browser yet, and there is no network to fetch it from.`);
    };
    bytes = fetch(`${base}data/${name}`)
      .catch(missing)
      .then(async (response) => {
        if (!response.ok) throw new Error(`The file ${name} could not be loaded (status ${response.status}).`);
        return unpack(new Uint8Array(await response.arrayBuffer()));
      });
    bytes.catch(() => cache.delete(name));
    cache.set(name, bytes);
  }
  return bytes;
}

const devices = createDevices();
const runs = createRuns(devices, loadAsset);
/** One promise chain: an await inside a slice lets no other request in between. */
let queue: Promise<void> = Promise.resolve();

async function handle({ id, message }: Numbered<Request>): Promise<void> {
  try {
    const { reply, transfer } = await runs.answer(message);
    self.postMessage({ id, message: reply } satisfies Numbered<Reply>, transfer);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const run = 'run' in message ? message.run : null;
    self.postMessage({
      id,
      message: { type: 'failed', request: message.type, run, message: text },
    } satisfies Numbered<Reply>);
  }
}

self.onmessage = (event: MessageEvent<Numbered<Request>>) => {
  const request = event.data;
  if (request.message.type === 'start') {
    // Opening a backend takes a while; float64 runs need none and do not wait for it.
    base = request.message.base;
    void handle(request);
  } else queue = queue.then(() => handle(request));
};
