interface Tree {
  weights: Float64Array;
  left: Tree | null;
  right: Tree | null;
}
// @differentiable
export function decay(tree: Tree, rate: number): number {
  let sum = 0;
  for (let i = 0; i < tree.weights.length; i++) {
    tree.weights[i]! *= rate;
    sum += tree.weights[i]! * Math.cos(sum);
  }
  if (tree.left) sum += decay(tree.left, rate * rate);
  if (tree.right) sum += decay(tree.right, Math.sin(rate));
  return sum;
}
type Nested = { at: number } | Nested[];
// @differentiable
export function shift(nested: Nested, by: number): number {
  if (!Array.isArray(nested)) {
    nested.at += by;
    return nested.at * by;
  }
  let product = 1;
  for (const part of nested) product *= shift(part, by * product);
  return product;
}
export class Body {
  children: Body[] = [];
  constructor(public mass: number) {}
  add(child: Body): this {
    this.children.push(child);
    return this;
  }
  heat(rate: number): number {
    this.mass -= rate * this.mass;
    return this.children.reduce((sum, child) => sum + child.heat(rate / 2), this.mass ** 2);
  }
}
// @differentiable
export function heatAll(body: Body, rate: number): number {
  return body.heat(rate) * body.mass;
}
// @check decay({ weights: new Float64Array([1, 2]), left: { weights: new Float64Array([0.5]), left: null, right: null }, right: null }, 0.8)
// @check shift([{ at: 2 }, [{ at: 0.5 }, [{ at: -1 }]], []], 0.6)
// @check shift({ at: 2 }, 0.6)
// @check heatAll(new Body(2).add(new Body(3)).add(new Body(0.5).add(new Body(1.5))), 0.3)
// @writes decay(tree)
// @writes shift(nested)
// @writes heatAll(body)
