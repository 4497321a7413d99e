import { useMemo } from 'react';
import { light, unlight, useLit } from './lit.ts';

/** What makes an element light its symbol while it is pointed at or has the focus, and be lit with it. */
export function useLights(symbol: string | undefined) {
  const lit = useLit((now) => symbol !== undefined && now === symbol);
  const handlers = useMemo(() => {
    if (symbol === undefined) return {};
    const on = () => light(symbol);
    const off = () => unlight(symbol);
    return { onPointerEnter: on, onPointerLeave: off, onFocus: on, onBlur: off };
  }, [symbol]);
  return { ...handlers, 'data-lit': lit || undefined };
}
