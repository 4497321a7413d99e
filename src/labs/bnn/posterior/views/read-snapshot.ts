import type { ViewProps } from '../../../../ui/bench-views.ts';

/** A snapshot of the picture; null before there is one, and where the problem or the method has none. */
export function readSnapshot<S extends object>(picture: ViewProps['picture'], name: string): S | null {
  const found = picture.get()?.snapshots[name] as S | null | undefined;
  return found && Object.keys(found).length > 0 ? found : null;
}
