/** Where data of the reader's own is handed in: the panel of the bench that is open. */
export interface DataDesk {
  takeFile(file: File): void;
  takeText(text: string): void;
}

let desk: DataDesk | null = null;

/** The panel that takes what is dropped or pasted anywhere on the page; null where the bench takes none. */
export const openDesk = (): DataDesk | null => desk;

/** Makes a panel the desk; returns how to close it. */
export function keepDesk(mine: DataDesk): () => void {
  desk = mine;
  return () => {
    if (desk === mine) desk = null;
  };
}
