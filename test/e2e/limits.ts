import { compareVersions } from '../../host/versions';
import { type Entry, titleOf } from './entry';
import { excuseOf, type Row } from './row';
import type { Place } from './workflows';

/** What some versions of n8n make impossible, whatever a package does. */
export interface Limit {
	/** The first version that has it; all older ones where it is left out. */
	readonly since?: string;
	/** The first version that is known to be without it. */
	readonly until: string;
	/** Of these, by name. */
	readonly rows: RegExp;
	/** `oAuth2 http` for the credential types of a kind in a place; the title of an entry where it is that one's. */
	readonly of: RegExp;
	readonly why: string;
}

/** Why a miss is none. */
interface Reason {
	excuse?: string;
	/** The first version of n8n that is known to have no need of it, if there is one. */
	until?: string;
}

/** Why a row cannot hold for a credential type in a place on a version of n8n, if so, and until which one. */
export function excusesOf(
	limits: readonly Limit[],
	version: string,
	row: Row,
	entry: Entry,
	place: Place,
): Reason {
	const excuse = excuseOf(row, entry, place);
	if (excuse !== undefined) return { excuse };
	const who = `${entry.kind} ${place} ${titleOf(entry)}`;
	const limit = limits.find(
		({ since = '0.0.0', until, rows, of }) =>
			compareVersions(since, version) <= 0 &&
			compareVersions(version, until) < 0 &&
			rows.test(row.name) &&
			of.test(who),
	);
	return limit ? { excuse: limit.why, until: limit.until } : {};
}
