import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe has against the page, or against the part that a selector names: one line a rule.
 * Axe's newer way opens an empty page for each look, which makes it nearly three times as long. That serves frames of other
 * origins, and this page has none. Rules that found nothing are not written out.
 */
export async function complaintsOf(page: Page, { part, rules }: { part?: string; rules?: string[] | undefined } = {}) {
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (part) axe.include(part);
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 4)
        .join(' | ')}`,
  );
}
