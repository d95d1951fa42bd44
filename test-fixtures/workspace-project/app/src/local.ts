import { type Settings, Line } from "@workspace/core";

export function bent(x: number, settings: Settings): number {
  return new Line(x * x).at(settings.gain);
}
