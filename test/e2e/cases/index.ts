import type { Row } from '../row';
import { connected } from './connected';
import { edited } from './edited';
import { items } from './items';
import { own } from './own';
import { queue } from './queue';
import { refused } from './refused';
import { sealed } from './sealed';
import { soak } from './soak';
import { storms } from './storms';

/** Everything that has to hold, in the order of the matrix. */
export const rows: Row[] = [
	...connected,
	...storms,
	...refused,
	...edited,
	...items,
	...own,
	...sealed,
	...queue,
	soak,
];
