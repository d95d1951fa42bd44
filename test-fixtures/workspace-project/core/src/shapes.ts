export interface Settings {
  gain: number;
}

export const settings: Settings = { gain: 1.5 };

export class Line {
  slope: number;

  constructor(slope: number) {
    this.slope = slope;
  }

  at(x: number): number {
    return this.slope * x;
  }
}
