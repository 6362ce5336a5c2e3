import type { Row } from '../row';
import { connected } from './connected';
import { edited } from './edited';
import { items } from './items';
import { own } from './own';
import { queue } from './queue';
import { refused } from './refused';
import { sealed } from './sealed';
import { slow } from './slow';
import { soak } from './soak';
import { spending } from './spending';
import { storms } from './storms';
import { table } from './table';
import { triggers } from './triggers';

/** Everything that has to hold, in the order of the matrix. */
export const rows: Row[] = [
	...connected,
	...storms,
	...refused,
	...edited,
	...items,
	...own,
	...table,
	...triggers,
	...spending,
	...sealed,
	...queue,
	...slow,
	soak,
];
