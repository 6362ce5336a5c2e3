import type { Benchmark } from './benchmark';
import { coldLoad } from './rows/coldLoad';
import { expiryStorm } from './rows/expiryStorm';
import { growth } from './rows/growth';
import { introspections } from './rows/introspections';
import { items } from './rows/items';
import { storedSessions } from './rows/storedSessions';
import { tarball } from './rows/tarball';
import { tokenEngine } from './rows/tokenEngine';

/** All benchmarks, in the order of the report. A new one is its file and one line here. */
export const benchmarks: readonly Benchmark[] = [
	introspections,
	items,
	growth,
	expiryStorm,
	storedSessions,
	coldLoad,
	tokenEngine,
	tarball,
];
