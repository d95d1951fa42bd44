export abstract class Expr {
  abstract evaluate(x: number): number;
  slope(x: number): number { return (this.evaluate(x + 1) - this.evaluate(x - 1)) / 2; }
}
export class Constant extends Expr {
  constructor(readonly value: number) { super(); }
  evaluate(): number { return this.value; }
}
export class Variable extends Expr {
  evaluate(x: number): number { return x; }
}
export class Sum extends Expr {
  constructor(readonly left: Expr, readonly right: Expr) { super(); }
  evaluate(x: number): number { return this.left.evaluate(x) + this.right.evaluate(x); }
}
export class Product extends Expr {
  constructor(readonly left: Expr, readonly right: Expr) { super(); }
  evaluate(x: number): number { return this.left.evaluate(x) * this.right.evaluate(x); }
}
// @differentiable
export function f(x: number, c: number): number {
  const e: Expr = new Sum(new Product(new Variable(), new Variable()), new Constant(c));
  return e.evaluate(x) + e.slope(x);
}
// @differentiable
export function g(e: Expr, x: number): number {
  return e.evaluate(x);
}
// @check f(1.5, 0.7)
// @check g(new Sum(new Product(new Variable(), new Constant(3)), new Product(new Variable(), new Variable())), 1.5)
// @closed grad g(new Product(new Variable(), new Variable()), 3) = [{ left: undefined, right: undefined }, 6]
