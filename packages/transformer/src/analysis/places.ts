/**
 * Places: what a value may be or refer to, by unification (Steensgaard 1996), near-linear.
 *
 * Every value has a node. The node of a reference stands for all memory that it may point to; `cell(node, key)` is the node of
 * what that memory holds under a key. References that meet (a phi, a store, a call) share one node, so that whatever is decided
 * of a node (does it have a shadow?) is decided for every name of that memory: this is what makes `one-shadow` hold.
 * Scalars are not unified: what flows from one to another is an edge (see flow.ts).
 */
import type { Key } from "../ir/ir.ts";

export type Node = number;

/** The key of all elements that an index may reach. */
export const elementKey = "[]";

/** The key of what the keys of a dictionary are made of: never one with what it holds. */
export const keysKey = "{}";

export class Places {
  readonly #parent: number[] = [];
  readonly #cells: (Map<string, Node> | undefined)[] = [];
  /** Nodes whose keys are all one: memory that is read by a computed key. */
  readonly #collapsed = new Set<Node>();

  get size(): number {
    return this.#parent.length;
  }

  fresh(): Node {
    this.#parent.push(this.#parent.length);
    this.#cells.push(undefined);
    return this.#parent.length - 1;
  }

  find(node: Node): Node {
    let root = node;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    while (this.#parent[node] !== root) {
      const next = this.#parent[node]!;
      this.#parent[node] = root;
      node = next;
    }
    return root;
  }

  /** The node of what `node` holds under a key; made where it is not there yet. */
  cell(node: Node, key: string): Node {
    const root = this.find(node);
    const name = this.#collapsed.has(root) && key !== keysKey ? elementKey : key;
    const cells = (this.#cells[root] ??= new Map());
    let found = cells.get(name);
    if (found === undefined) {
      found = this.fresh();
      cells.set(name, found);
    }
    return this.find(found);
  }

  /** All keys with the nodes of what they hold. */
  cells(node: Node): readonly (readonly [string, Node])[] {
    return [...(this.#cells[this.find(node)] ?? [])];
  }

  /** Makes all keys of a node one. */
  collapse(node: Node): void {
    const root = this.find(node);
    if (this.#collapsed.has(root)) return;
    this.#collapsed.add(root);
    const cells = this.#cells[root];
    const keys = cells?.get(keysKey);
    cells?.delete(keysKey);
    const held = [...(cells?.values() ?? [])];
    this.#cells[root] = keys === undefined ? undefined : new Map([[keysKey, keys]]);
    const one = this.cell(root, elementKey);
    for (const node of held) this.unify(one, node);
  }

  isCollapsed(node: Node): boolean {
    return this.#collapsed.has(this.find(node));
  }

  unify(a: Node, b: Node): void {
    const waiting: [Node, Node][] = [[a, b]];
    for (let pair = waiting.pop(); pair; pair = waiting.pop()) {
      const [left, right] = [this.find(pair[0]), this.find(pair[1])];
      if (left === right) continue;
      const [into, from] =
        (this.#cells[left]?.size ?? 0) >= (this.#cells[right]?.size ?? 0) ? [left, right] : [right, left];
      const moved = this.#cells[from];
      this.#parent[from] = into;
      this.#cells[from] = undefined;
      if (this.#collapsed.has(from)) this.collapse(into);
      for (const [key, node] of moved ?? []) waiting.push([this.cell(into, key), node]);
    }
  }

  /** The node and all that can be reached from it by keys. */
  tree(node: Node): ReadonlySet<Node> {
    const seen = new Set<Node>([this.find(node)]);
    for (const inner of seen) for (const [, held] of this.cells(inner)) seen.add(this.find(held));
    return seen;
  }
}

export function keyName(key: Key): string {
  return key.kind === "field" ? key.name : elementKey;
}
