/** Packs the development dependency `mnist` into public/data/mnist.bin where it is not there yet. */
export function packMnist(): void;
