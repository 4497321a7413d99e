export interface Size {
  width: number;
  height: number;
}

/** Owns everything inside its host from mount to destroy, and knows nothing of React. */
export interface Chart<Data> {
  draw(data: Data, size: Size): void;
  destroy(): void;
}

export type MountChart<Data> = (host: HTMLElement) => Chart<Data>;
