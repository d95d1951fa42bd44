/**
 * A drawing of a graph without cycles in layers (Sugiyama, Tagawa and Toda 1981): each node below all that it comes from, edges over several
 * layers by a point in each, the order inside a layer by the mean place of the neighbours.
 */

export interface LayeredNode {
  readonly width: number;
  /** The nodes that it comes from, by index. */
  readonly from: readonly number[];
}

export interface Placed {
  /** The middle of each node. */
  readonly nodes: readonly { readonly x: number; readonly y: number }[];
  /** The points of each edge, from where it comes to the node: by node, in the order of `from`. */
  readonly edges: readonly (readonly (readonly Point[])[])[];
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Spacing {
  readonly between: number;
  readonly layer: number;
  readonly margin: number;
}

/** A node, or a point that an edge goes through. */
interface Item {
  readonly width: number;
  readonly layer: number;
  readonly above: Item[];
  readonly below: Item[];
  x: number;
  order: number;
}

const sweeps = 8;

/** `nodes` come after those that they come from. */
export function layered(nodes: readonly LayeredNode[], { between, layer: step, margin }: Spacing): Placed {
  const items: Item[] = [];
  const edges: Item[][][] = [];
  const layers: Item[][] = [];
  const put = (width: number, layer: number): Item => {
    const row = (layers[layer] ??= []);
    const item: Item = { width, layer, above: [], below: [], x: 0, order: row.length };
    row.push(item);
    return item;
  };
  const join = (upper: Item, lower: Item): void => {
    upper.below.push(lower);
    lower.above.push(upper);
  };
  for (const { width, from } of nodes) {
    const sources = from.flatMap((i) => items[i] ?? []);
    const layer = sources.reduce((most, source) => Math.max(most, source.layer + 1), 0);
    const item = put(width, layer);
    items.push(item);
    edges.push(
      sources.map((source) => {
        const way = [source];
        for (let at = source.layer + 1; at < layer; at++) way.push(put(0, at));
        way.push(item);
        for (const [i, lower] of way.entries()) {
          const upper = way[i - 1];
          if (upper) join(upper, lower);
        }
        return way;
      }),
    );
  }
  const rows = layers.map((row) => row ?? []);
  for (let i = 0; i < sweeps; i++) for (const row of i % 2 === 0 ? rows : rows.toReversed()) reorder(row, i % 2 === 0);
  for (const row of rows) spread(row, between);
  for (let i = 0; i < sweeps; i++) for (const row of i % 2 === 0 ? rows.toReversed() : rows) pull(row, between);
  const all = rows.flat();
  const left = all.reduce((least, { x, width }) => Math.min(least, x - width / 2), 0);
  const right = all.reduce((most, { x, width }) => Math.max(most, x + width / 2), 0);
  const pointOf = ({ x, layer }: Item): Point => ({ x: x - left + margin, y: margin + step / 2 + layer * step });
  return {
    nodes: items.map(pointOf),
    edges: edges.map((ways) => ways.map((way) => way.map(pointOf))),
    width: right - left + 2 * margin,
    height: rows.length * step + 2 * margin,
  };
}

/** Sorts a layer by the mean order of the neighbours above (or below); what has none stays where it is. */
function reorder(row: Item[], isDown: boolean): void {
  const keys = new Map(
    row.map((item) => [item, meanOf(isDown ? item.above : item.below, ({ order }) => order) ?? item.order]),
  );
  row.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
  for (const [i, item] of row.entries()) item.order = i;
}

function spread(row: readonly Item[], between: number): void {
  let x = 0;
  for (const item of row) {
    item.x = x + item.width / 2;
    x += item.width + between;
  }
  for (const item of row) item.x -= (x - between) / 2;
}

/** Moves the items of a layer to their neighbours, as far as the order and the gaps between them allow. */
function pull(row: readonly Item[], between: number): void {
  const wishes = row.map((item) => meanOf([...item.above, ...item.below], ({ x }) => x) ?? item.x);
  const gap = (a: Item, b: Item): number => (a.width + b.width) / 2 + between;
  const forward = wishes.slice();
  const backward = wishes.slice();
  for (let i = 1; i < row.length; i++) forward[i] = Math.max(at(forward, i), at(forward, i - 1) + gapAt(row, i, gap));
  for (let i = row.length - 2; i >= 0; i--)
    backward[i] = Math.min(at(backward, i), at(backward, i + 1) - gapAt(row, i + 1, gap));
  for (const [i, item] of row.entries()) item.x = (at(forward, i) + at(backward, i)) / 2;
}

function at(values: readonly number[], i: number): number {
  return values[i] ?? 0;
}

function gapAt(row: readonly Item[], i: number, gap: (a: Item, b: Item) => number): number {
  const [a, b] = [row[i - 1], row[i]];
  return a && b ? gap(a, b) : 0;
}

function meanOf<T>(items: readonly T[], of: (item: T) => number): number | undefined {
  return items.length === 0 ? undefined : items.reduce((sum, item) => sum + of(item), 0) / items.length;
}
