import type { Fault } from "../fault.ts";

export const emission: readonly Fault[] = [];
