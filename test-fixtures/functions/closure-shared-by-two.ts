// @differentiable
export function f(x: number, y: number): number {
  const account = (start: number) => {
    let held = start;
    return {
      add(t: number): void {
        held += t * held;
      },
      get: (): number => held,
    };
  };
  const first = account(x);
  const second = account(y);
  first.add(2);
  second.add(first.get());
  first.add(second.get());
  return first.get() * second.get();
}

// @check f(1.5, 0.7)
