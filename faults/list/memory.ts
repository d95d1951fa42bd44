import type { Fault } from "../fault.ts";

export const memory: readonly Fault[] = [];
