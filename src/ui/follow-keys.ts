/** Keys move on faster than a voice reads. */
const SETTLE_MS = 150;
/** What a picture says later than this after a key is its own affair: a run draws on. */
const LATE_MS = 1000;

interface Follower {
  /** A key was pressed in the picture: its words are spoken once keys rest, and again when the picture's own come later. */
  readonly pressed: (words: () => string) => void;
  readonly stop: () => void;
}

/** Speaks what a picture says of its keys, never faster than a voice reads; `late` is infinite where only keys change it. */
export function followKeys(box: HTMLElement, speak: (words: string) => void, late = LATE_MS): Follower {
  let timer = 0;
  let last = Number.NEGATIVE_INFINITY;
  let says: () => string = () => '';
  const later = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => speak(says()), SETTLE_MS);
  };
  // A picture that is told where it points by React says so some frames after the key.
  const watch = new MutationObserver(() => {
    if (performance.now() - last < late) later();
  });
  watch.observe(box, { attributes: true, attributeFilter: ['data-says'], subtree: true });
  return {
    pressed(words) {
      last = performance.now();
      says = words;
      later();
    },
    stop() {
      watch.disconnect();
      clearTimeout(timer);
    },
  };
}
