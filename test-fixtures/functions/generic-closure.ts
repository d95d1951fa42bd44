function memoryOf<T>(start: T): { get: () => T; set: (next: T) => void } {
  let held = start;
  return {
    get: () => held,
    set: (next) => {
      held = next;
    },
  };
}

// @differentiable
export function f(x: number, y: number): number {
  const number = memoryOf(x);
  const vector = memoryOf([x, y]);
  number.set(number.get() * y);
  vector.set([vector.get()[1]! * x, number.get()]);
  return number.get() * vector.get()[0]! * vector.get()[1]!;
}

// @check f(1.5, 0.7)
