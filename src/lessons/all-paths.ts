import { bnn } from './bnn.ts';
import { information } from './information.ts';
import type { Path } from './path.ts';
import { transport } from './transport.ts';
import { vae } from './vae.ts';

/** In the order in which they are offered. */
export const paths: readonly Path[] = [transport, vae, bnn, information];

/** The stop that `transport.1` names; null when there is none. */
export function findStop(name: string): { readonly path: Path; readonly index: number } | null {
  const [id, number] = name.split('.');
  const path = paths.find((one) => one.id === id);
  const index = Number(number) - 1;
  return path && Number.isInteger(index) && path.stops[index] ? { path, index } : null;
}
