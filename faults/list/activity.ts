import type { Fault } from "../fault.ts";

export const activity: readonly Fault[] = [];
