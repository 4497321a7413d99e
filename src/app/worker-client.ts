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
      time: 'timed';
      ask: 'answered';
      close: 'closed';
    }[T];
  }
>;

/** A request the worker could not answer; the message is fit for the reader. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
}

/** One worker with its requests under way. */
export interface Client {
  ask<R extends Request>(message: R): Promise<ReplyTo<R['type']>>;
  /** Opens the best backend once; a run that asks for another opens that one. */
  start(): Promise<ReplyTo<'start'>>;
  /** Ends the worker and rejects what was under way: the last resort when a solver cannot be stopped. */
  restart(reason: string): void;
}

function createClient(): Client {
  let worker: Worker | null = null;
  let nextId = 0;
  let started: Promise<ReplyTo<'start'>> | null = null;
  const waiting = new Map<number, { resolve: (reply: Reply) => void; reject: (error: Error) => void }>();
  const restart = (reason: string) => {
    worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new RequestFailed(reason));
    waiting.clear();
    started = null;
  };
  const connect = () => {
    if (worker) return worker;
    try {
      worker = new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' });
    } catch {
      throw new RequestFailed(
        'This browser lets no worker run here, as in a sandboxed frame; open the page by itself.',
      );
    }
    worker.onmessage = ({ data: { id, message } }: MessageEvent<Numbered<Reply>>) => {
      const request = waiting.get(id);
      waiting.delete(id);
      if (message.type === 'failed') request?.reject(new RequestFailed(message.message));
      else request?.resolve(message);
    };
    worker.onerror = (event) => restart(event.message || 'The worker could not be started.');
    return worker;
  };
  const ask: Client['ask'] = (message) => {
    const id = nextId++;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve: resolve as (reply: Reply) => void, reject });
      connect().postMessage({ id, message } satisfies Numbered<Request>);
    });
  };
  return {
    ask,
    restart,
    start() {
      started ??= ask({ type: 'start', base: new URL('.', document.baseURI).href });
      return started;
    },
  };
}

const front = createClient();
/** The worker of the runs on the page. */
export const { ask, restart, start: startBackend } = front;
/** A second worker for what goes on unseen (claims, sweeps), so that it never holds up what the reader looks at. */
export const background: Client = createClient();

const descriptions = new Map<string, Promise<BenchDescription>>();
/** What a bench is. Where it is about to run, the backend is opened at the same time. */
export function describeBench(bench: string, toRun = true): Promise<BenchDescription> {
  if (toRun) void startBackend().catch(() => undefined);
  let description = descriptions.get(bench);
  if (!description) {
    description = ask({ type: 'describe', bench }).then((reply) => reply.description);
    description.catch(() => descriptions.delete(bench));
    descriptions.set(bench, description);
  }
  return description;
}
