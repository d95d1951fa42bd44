/** How much memory stays behind. */

/** Megabytes that are still held after `count` calls, beside what a third of them held before. */
export function memoryGrowth(collect: () => void, count: number, act: (i: number) => void): number {
  const held = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const first = Math.ceil(count / 3);
  for (let i = 0; i < first; i++) act(i);
  const before = held();
  for (let i = first; i < count; i++) act(i);
  return held() - before;
}
