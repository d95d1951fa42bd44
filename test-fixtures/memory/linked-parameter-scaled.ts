interface Node {
  value: number;
  next?: Node | undefined;
}
// @differentiable
export function scaleAll(list: Node, factor: number): number {
  let sum = 0;
  for (let at: Node | undefined = list; at; at = at.next) {
    at.value *= factor;
    sum += at.value * at.value;
  }
  return sum;
}
// @differentiable
export function smooth(list: Node, rate: number): void {
  let last = list.value;
  for (let at = list.next; at !== undefined; at = at.next) {
    const own = at.value;
    at.value = own + rate * (last - own);
    last = own;
  }
}
// @differentiable
export function cut(list: Node, limit: number): number {
  let left = limit;
  let at: Node | undefined = list;
  while (at && left > 0) {
    left -= at.value * at.value;
    if (left <= 0) at.next = undefined;
    at = at.next;
  }
  return left * list.value;
}
// @check scaleAll({ value: 1.5, next: { value: -0.5, next: { value: 2 } } }, 0.7)
// @check scaleAll({ value: 1.5 }, 0.7)
// @check smooth({ value: 1.5, next: { value: -0.5, next: { value: 2, next: { value: 0.3 } } } }, 0.4)
// @check cut({ value: 1.5, next: { value: -0.5, next: { value: 2, next: { value: 0.3 } } } }, 5)
// @writes scaleAll(list)
// @writes smooth(list)
// @writes cut(list)
