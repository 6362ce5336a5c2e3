import type { Row } from '../row';
import * as step from '../steps';
import { connected } from './connected';
import { queue } from './queue';
import { refused } from './refused';
import { spending } from './spending';
import { storms } from './storms';
import { table } from './table';

const DELAY_MS = 700;
/** Those in which several requests depend on one token call. A stand-in that answers at once hides who comes meanwhile. */
const chosen = [
	/^past half its life/,
	/^100 items after expiry/,
	/^five executions/,
	/^refresh refused: 100 items/,
	/^Ensure Fresh: two /,
	/^eight executions/,
	/^the next execution/,
];

const slowly = (row: Row): Row => ({
	...row,
	name: `${row.name}; token endpoint ${DELAY_MS} ms away`,
	steps: [step.slowTokens(DELAY_MS), ...row.steps],
});

/** The same at a provider that is far away. */
export const slow: Row[] = [
	...[...connected, ...storms, ...refused, ...spending, ...queue]
		.filter(({ name }) => chosen.some((pattern) => pattern.test(name)))
		.map((row): Row => ({ ...slowly(row), differs: true })),
	...table.filter(({ name }) => name.includes('keep one table fresh')).map(slowly),
];
