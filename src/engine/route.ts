/** Pages whose address is their name. */
const OWN_PAGES = ['claims', 'learn', 'speed', 'credits'] as const;
type OwnPage = (typeof OWN_PAGES)[number];

/** Where an address leads, before anything about benches is known. */
export type Route =
  | { readonly page: 'home' | OwnPage }
  | { readonly page: 'paper'; readonly slug: string; readonly query: string }
  | { readonly page: 'run'; readonly slug: string; readonly run: string; readonly query: string }
  | { readonly page: 'bench'; readonly bench: string; readonly method: string | null; readonly query: string }
  | { readonly page: 'unknown'; readonly address: string };

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
export function readRoute(hash: string): Route {
  const [path = '', ...rest] = hash.replace(/^#/, '').split('?');
  const query = rest.join('?');
  const parts = path.split('/').filter(Boolean).map(decode);
  const [first, second, third] = parts;
  if (parts.length === 0) return { page: 'home' };
  const own = OWN_PAGES.find((page) => page === first);
  if (own && parts.length === 1) return { page: own };
  if (first === 'p' && second && parts.length === 2) return { page: 'paper', slug: second, query };
  if (first === 'p' && second && third && parts.length === 3) return { page: 'run', slug: second, run: third, query };
  if (first !== 'p' && second && parts.length <= 3)
    return { page: 'bench', bench: `${first}/${second}`, method: third ?? null, query };
  return { page: 'unknown', address: path };
}

export function readQuery(query: string): [string, string][] {
  return query
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
}
