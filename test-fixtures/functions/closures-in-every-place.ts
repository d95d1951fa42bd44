// @differentiable
export function f(xs: readonly number[], k: number, flag: boolean): number {
  let s = k;
  let count = 0;
  const add = (t: number, weight = s): number => {
    s = s * 0.5 + t * weight;
    count++;
    return s;
  };
  outer: for (let i = 0; i < xs.length; i++) {
    for (const x of xs) {
      if (x > 2 && add(x) > 3) continue outer;
      if (add(x, i) > 8) break outer;
    }
  }
  let turns = 0;
  do {
    turns++;
    if (flag || add(turns) > 100) continue;
    add(1);
  } while (turns < 3 && add(k) < 20);
  switch (count % 3) {
    case 0:
      add(2);
    // falls through
    case 1:
      add(3);
      break;
    default:
      add(4);
  }
  const last = flag ? add(5) : add(6) * add(7);
  flag && add(8);
  const pair = [add(9), s, add(10), s];
  return last * s + pair[0]! * pair[1]! - pair[2]! * pair[3]! + count;
}

// @check f([0.5, 1.5, 3], 0.7, true)
// @check f([0.5, 1.5, 3], 0.7, false)
// @check f([2.5, 0.1], 1.1, false)
