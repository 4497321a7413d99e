import styles from './equation.module.css';
import { useLeads } from './leads.ts';
import type { BoundSymbol } from './symbols-context.ts';
import { useLights } from './use-lights.ts';

/** The numbers an equation's symbols stand for, beside it; each leads to its slider or its chart, where there is one. */
export function EquationValues({ of, symbols }: { of: string; symbols: readonly BoundSymbol[] }) {
  return (
    <span className={styles.values} data-values>
      {of ? <span>{of}</span> : null}
      {symbols.map((one) => (
        <SymbolValue key={one.symbol} {...one} />
      ))}
    </span>
  );
}

function SymbolValue({ symbol, label, value }: BoundSymbol) {
  const lights = useLights(symbol);
  const leads = useLeads(symbol);
  const go = () => {
    const target = document.querySelector<HTMLElement>(`[data-lights="${CSS.escape(symbol)}"]`);
    target?.closest('details')?.setAttribute('open', '');
    target?.scrollIntoView({ block: 'nearest' });
    const control = target?.querySelector<HTMLElement>('input, select') ?? target?.querySelector<HTMLElement>('button');
    control?.focus();
  };
  const words = (
    <span>
      <i className={/^\p{L}{2,}$/u.test(symbol) ? '' : 'symbol'}>{symbol}</i>
      {value === null ? ` ${label.toLowerCase()}` : ' = '}
      {value === null ? null : <b>{value}</b>}
    </span>
  );
  if (!leads)
    return (
      <span {...lights} className={styles.value} title={label}>
        {words}
      </span>
    );
  return (
    <button
      type="button"
      {...lights}
      onClick={go}
      title={label}
      aria-label={value === null ? `${symbol}: ${label}` : `${symbol}, ${label}: ${value}`}
    >
      {words}
    </button>
  );
}
