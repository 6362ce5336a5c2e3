import type { Benchmark } from './benchmark';
import { expiryStorm } from './rows/expiryStorm';
import { introspections, items } from './rows/items';
import { load } from './rows/load';
import { storedSessions } from './rows/storedSessions';

/** All benchmarks, in the order of the report. A new one is its file and one line here. */
export const benchmarks: readonly Benchmark[] = [introspections, items, expiryStorm, storedSessions, load];
