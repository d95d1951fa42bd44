// @differentiable
export function f(points: readonly (readonly number[])[], start: readonly (readonly number[])[]): number {
  let centres = start.map((centre) => centre.slice());
  const squared = (a: readonly number[], b: readonly number[]) => a.reduce((s, x, i) => s + (x - b[i]!) ** 2, 0);
  for (let step = 0; step < 2; step++) {
    const groups = centres.map((): (readonly number[])[] => []);
    points.forEach((point) => {
      const distances = centres.map((centre) => squared(point, centre));
      groups[distances.indexOf(Math.min(...distances))]!.push(point);
    });
    centres = centres.map((centre, k) => {
      const group = groups[k]!;
      if (group.length === 0) return centre;
      return centre.map((c, j) => 0.5 * c + 0.5 * (group.reduce((s, p) => s + p[j]!, 0) / group.length));
    });
  }
  return points.reduce((s, point) => s + Math.min(...centres.map((centre) => squared(point, centre))), 0);
}

// @nonsmooth f([[0, 1], [0.2, 0.8], [3, 2.5], [2.8, 2]], [[0.5, 0.5], [2, 2]])
