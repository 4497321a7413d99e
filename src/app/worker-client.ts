import type { BenchDescription } from '../engine/bench.ts';
import type { Numbered, Reply, Request } from '../engine/protocol.ts';

type ReplyTo<T extends Request['type']> = Extract<
  Reply,
  {
    type: {
      start: 'started';
      describe: 'described';
      readData: 'dataRead';
      open: 'opened';
      advance: 'frame';
      ask: 'answered';
      close: 'closed';
    }[T];
  }
>;

/** A request the worker could not answer; the message is fit for the reader. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
}

let worker: Worker | null = null;
let nextId = 0;
const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();

function connect(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = ({ data: { id, message } }: MessageEvent<Numbered<Reply>>) => {
    const request = waiting.get(id);
    waiting.delete(id);
    if (message.type === 'failed') request?.reject(new RequestFailed(message.message));
    else request?.resolve(message);
  };
  worker.onerror = (event) => restart(event.message || 'The worker could not be started.');
  return worker;
}

/** Ends the worker and rejects what was under way: the last resort when a solver cannot be stopped. */
export function restart(reason: string): void {
  worker?.terminate();
  worker = null;
  for (const { reject } of waiting.values()) reject(new RequestFailed(reason));
  waiting.clear();
  started = null;
}

export function ask<R extends Request>(message: R): Promise<ReplyTo<R['type']>> {
  const id = nextId++;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as (reply: Reply) => void, reject });
    connect().postMessage({ id, message } satisfies Numbered<Request>);
  });
}

let started: Promise<ReplyTo<'start'>> | null = null;
/** Opens the best backend once; a run that asks for another opens that one. */
export function startBackend(): Promise<ReplyTo<'start'>> {
  started ??= ask({
    type: 'start',
    base: new URL('.', document.baseURI).href,
  });
  return started;
}

const descriptions = new Map<string, Promise<BenchDescription>>();
export function describeBench(bench: string): Promise<BenchDescription> {
  let description = descriptions.get(bench);
  if (!description) {
    void startBackend().catch(() => undefined);
    description = ask({ type: 'describe', bench }).then((reply) => reply.description);
    description.catch(() => descriptions.delete(bench));
    descriptions.set(bench, description);
  }
  return description;
}
