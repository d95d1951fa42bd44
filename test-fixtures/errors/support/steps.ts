export const steps: ((x: number) => number)[] = [Math.sin, Math.cos];
