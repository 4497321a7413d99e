import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Narrower than this a picture says nothing; the frame scrolls instead. */
const LEAST_WIDTH = 220;

/** Of a picture that has a frame to itself: keeps it so narrow that it, and what stands around it, fit the frame's height. */
export function useFit<E extends HTMLElement>(): RefObject<E | null> {
  const ref = useRef<E>(null);
  useLayoutEffect(() => {
    const box = ref.current!;
    box.style.marginInline = 'auto';
    let fitted = '';
    const narrow = () => {
      const { scrollHeight } = document.documentElement;
      box.style.maxWidth = '';
      // A picture gets about as much lower as it gets narrower; words around it may wrap, so once more.
      for (let round = 0; round < 3; round++) {
        const over = document.documentElement.scrollHeight - innerHeight;
        if (over <= 0) break;
        const height = box.offsetHeight;
        box.style.maxWidth = `${Math.max(LEAST_WIDTH, box.offsetWidth - over)}px`;
        // One whose height is its own stays as wide as the frame.
        if (round === 0 && height - box.offsetHeight < over / 2) {
          box.style.maxWidth = '';
          break;
        }
      }
      fitted = `${innerWidth} ${innerHeight} ${scrollHeight}`;
    };
    narrow();
    // Pictures come with the first run.
    const grown = new ResizeObserver(() => {
      const { scrollHeight } = document.documentElement;
      if (scrollHeight > innerHeight && fitted !== `${innerWidth} ${innerHeight} ${scrollHeight}`) narrow();
    });
    grown.observe(box);
    addEventListener('resize', narrow);
    return () => {
      removeEventListener('resize', narrow);
      grown.disconnect();
    };
  }, []);
  return ref;
}
