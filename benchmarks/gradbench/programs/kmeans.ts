/** The cost of a clustering: the squared distance of every point to the closest centroid. */

function squaredDistance(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    sum += difference * difference;
  }
  return sum;
}

// @differentiable wrt: centroids modes: hvp
export function cost(points: readonly (readonly number[])[], centroids: readonly (readonly number[])[]): number {
  let total = 0;
  for (const point of points) {
    let least = Infinity;
    for (const centroid of centroids) {
      const distance = squaredDistance(centroid, point);
      if (distance < least) least = distance;
    }
    total += least;
  }
  return total;
}
