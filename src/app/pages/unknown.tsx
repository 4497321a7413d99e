import styles from './plain.module.css';

/** An address that leads nowhere, said in one sentence, with ways on. */
export function Unknown({ address }: { address: string }) {
  return (
    <article className={`wrap ${styles.plain}`}>
      <h1>Nothing is at this address</h1>
      <p>
        <code>{address.slice(0, 200) || '#'}</code> names no page, paper or bench of Paperscope. An address is{' '}
        <code>#/</code> for the papers, <code>#/p/SLUG</code> for a paper, or <code>#/LAB/BENCH/METHOD</code> for a run.
      </p>
      <p>
        <a href="#/">All papers</a>
      </p>
    </article>
  );
}
