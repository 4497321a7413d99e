import { LINK_VERSION, writeLink } from '../../engine/link.ts';
import { packData } from '../../engine/packed-data.ts';
import { changed, writeValue } from '../../params/text.ts';
import type { Opened } from '../stores/explorer.ts';

/** The address of what is open, as a whole page rather than an embedded view. */
export const linkOf = (opened: Opened): string =>
  writeLink({ ...opened.explorer, embed: false }, opened.description, opened.paperRun, opened.paperCompanions);

/** The run in one line, for below a figure: problem, method, what differs from the defaults, seed. */
export function configurationLine({ description, explorer }: Opened): string {
  const { spec, seeds, companions } = explorer;
  const instance = description.instances[spec.instance]!;
  const method = description.methods[spec.method]!;
  const set = { ...instance.params, ...method.params };
  const settings = changed(set, { ...spec.instanceParams, ...spec.params }).map(([id, value]) => {
    const { symbol, label } = set[id]!;
    // SVG text in a caption is plain: `*x*` marks a symbol only inside charts.
    return `${(symbol ?? label).replaceAll('*', '')} ${writeValue(value)}`;
  });
  const beside = companions.map((id) => description.methods[id]?.label ?? id);
  const seed = seeds > 1 ? `seeds ${spec.seed} to ${spec.seed + seeds - 1}` : `seed ${spec.seed}`;
  const parts = [instance.label, method.label, ...settings, ...beside.map((name) => `with ${name}`), seed];
  return `${description.title}: ${parts.join(', ')}. Paperscope.`;
}

/** Whether the reader's own data, if there is any, travels in the link. */
export const dataTravels = (data: unknown): boolean => data === null || data === undefined || packData(data) !== null;

export const commandOf = (opened: Opened): string => {
  const file = dataTravels(opened.explorer.spec.data) ? '' : ' --data data.json';
  return `npm run --silent solve -- --link '${linkOf(opened).replaceAll("'", '%27')}'${file}`;
};

/** Everything that is needed to repeat what is open, as JSON. */
export function configurationFile(opened: Opened): string {
  const { spec, pins, ...rest } = opened.explorer;
  const { data, ...run } = spec;
  const own = data !== null && data !== undefined;
  const whole = {
    paperscope: 1,
    link: linkOf(opened),
    linkVersion: LINK_VERSION,
    command: commandOf(opened),
    configuration: configurationLine(opened),
    ...(own ? { data: dataTravels(data) ? 'in the link' : 'too large for the link, in data.json' } : {}),
    run,
    pins: pins.map(({ data: _, ...pin }) => pin),
    ...rest,
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}
