// The cart's rules before the server's: which rows the catalogue shows, limits told, lines added, changed, removed.
import type { CatalogItem, CatalogTerm } from '../api/onboarding-types';
import { isWhole, newKey, type Line } from './form';

export type Filters = { text: string; publisher: string; billing: string; category: string };
export const noFilters: Filters = { text: '', publisher: '', billing: '', category: '' };

export type Row = {
  item: CatalogItem;
  line?: Line;
  /** For an add-on: its base, and the base's line when it is in the cart. */
  base?: { item: CatalogItem; line?: Line };
};

const fold = (text: string) => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/[’']/g, ' ');

export function matches(item: CatalogItem, { text, publisher, billing, category }: Filters): boolean {
  if (publisher && item.publisher !== publisher) return false;
  if (billing && item.billing !== billing) return false;
  if (category && item.category.id !== category) return false;
  const words = fold(text).split(/\s+/).filter(Boolean);
  const hay = fold(`${item.name} ${item.publisher} ${item.offerId} ${item.catalogItemId}`);
  return words.every((word) => hay.includes(word));
}

/** The list: bases with their add-ons under them; what is in the cart more than once has a row for each line. */
export function rowsOf(items: CatalogItem[], lines: Line[], filters: Filters): Row[] {
  const bases = items.filter((item) => !item.isAddOn);
  const addOns = items.filter((item) => item.isAddOn);
  const linesOf = (item: CatalogItem) => lines.filter((line) => line.catalogItemId === item.catalogItemId);
  const rows: Row[] = [];
  const placed = new Set<string>();
  for (const item of bases) {
    const own = linesOf(item);
    const under = (line: Line | undefined): Row[] => addOns
      .filter((addOn) => addOn.baseCatalogItemIds.includes(item.catalogItemId) && matches(addOn, filters))
      .filter((addOn) => line || standsHere(addOn, item))
      .flatMap((addOn): Row[] => {
        placed.add(addOn.catalogItemId);
        const held = line?.addOns.filter((each) => each.catalogItemId === addOn.catalogItemId) ?? [];
        const base = { item, ...(line ? { line } : {}) };
        return held.length ? held.map((each) => ({ item: addOn, line: each, base })) : [{ item: addOn, base }];
      });
    const blocks = (own.length ? own : [undefined]).map((line) => ({ line, addOns: under(line) }));
    if (!matches(item, filters) && blocks.every((block) => !block.addOns.length)) continue;
    for (const block of blocks) {
      rows.push({ item, ...(block.line ? { line: block.line } : {}) }, ...block.addOns);
    }
  }
  // An add-on whose bases are not sold here still shows, with what is missing.
  rows.push(...addOns.filter((addOn) => !placed.has(addOn.catalogItemId) && matches(addOn, filters)).map((item) => ({ item })));
  return rows;

  /** Without a base in the cart an add-on stands once, under the first base of the list. */
  function standsHere(addOn: CatalogItem, base: CatalogItem): boolean {
    const its = bases.filter((each) => addOn.baseCatalogItemIds.includes(each.catalogItemId));
    return its[0] === base && !its.some((each) => linesOf(each).length);
  }
}

/** The input of a line's quantity. */
export const quantityId = (key: string): string => `quantity-${key}`;

export type QuantityWrong = 'whole' | 'limits' | undefined;
export function quantityWrong(line: Line, item: CatalogItem): QuantityWrong {
  if (!isWhole(line.quantity)) return 'whole';
  const quantity = Number(line.quantity);
  return quantity < item.minimumQuantity || quantity > item.maximumQuantity ? 'limits' : undefined;
}

/** How many subscriptions of an offer one customer may have is reached. */
export const isFull = (item: CatalogItem, lines: Line[]): boolean =>
  item.limitPerCustomer !== undefined && flat(lines).filter((line) => line.catalogItemId === item.catalogItemId).length >= item.limitPerCustomer;

export const flat = (lines: Line[]): Line[] => lines.flatMap((line) => [line, ...flat(line.addOns)]);

export const termOf = (line: Line, item: CatalogItem): CatalogTerm | undefined =>
  item.terms.find((term) => term.termDuration === line.termDuration && term.billingCycle === line.billingCycle) ?? item.terms[0];

/** The term of an add-on follows its base where it is sold so. */
export const firstTerm = (item: CatalogItem, base?: Line): CatalogTerm | undefined =>
  (base && item.terms.find((term) => term.termDuration === base.termDuration && term.billingCycle === base.billingCycle)) ?? item.terms[0];

export function newLine(item: CatalogItem, term: CatalogTerm, base?: Line): Line {
  const wanted = base && isWhole(base.quantity) ? Number(base.quantity) : item.minimumQuantity;
  const quantity = Math.min(item.maximumQuantity, Math.max(item.minimumQuantity, wanted));
  return {
    key: newKey(), catalogItemId: item.catalogItemId, quantity: String(quantity), termDuration: term.termDuration,
    billingCycle: term.billingCycle, ...(term.unitPrice ? { expectedUnitPrice: term.unitPrice.amount } : {}), addOns: [],
  };
}

export function addLine(lines: Line[], line: Line, base?: Line): Line[] {
  if (!base) return [...lines, line];
  return lines.map((each) => (each.key === base.key ? { ...each, addOns: [...each.addOns, line] } : each));
}

export function changeLine(lines: Line[], key: string, change: Partial<Line>): Line[] {
  return lines.map((line) => (line.key === key
    ? { ...line, ...change }
    : line.addOns.length ? { ...line, addOns: changeLine(line.addOns, key, change) } : line));
}

/** A base takes its add-ons with it. */
export function removeLine(lines: Line[], key: string): Line[] {
  return lines.filter((line) => line.key !== key).map((line) => ({ ...line, addOns: removeLine(line.addOns, key) }));
}
