import { type Claim, isReached } from '../benchmark';

const figure = (value: number) =>
	Number.isInteger(value)
		? value.toLocaleString('en')
		: value.toLocaleString('en', { maximumSignificantDigits: 3 });

/** A claim as the cells of a table: work, beside, measured, to reach, reached. */
export function cellsOf(claim: Claim): string[] {
	const { work, beside, measured, unit, toReach } = claim;
	const [[kind, wanted] = ['', NaN]] = Object.entries(toReach);
	const words = { atMost: 'at most', atLeast: 'at least', exactly: 'exactly' }[kind];
	return [
		work,
		beside,
		`${figure(measured)} ${unit}`,
		`${words} ${figure(wanted as number)} ${unit}`,
		isReached(claim) ? 'yes' : ['no', claim.inTheWay].filter(Boolean).join(': '),
	];
}

export const CLAIM_HEADINGS = ['work', 'beside', 'measured', 'to reach', 'reached'];
