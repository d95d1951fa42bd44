import { distance, type Vector } from "./geometry.ts";

export default function lengthOf(v: Vector): number {
  return distance(v, { x: 0, y: 0 }) + 1;
}
