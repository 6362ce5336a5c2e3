import { untilDeparture } from '../../../../../nodes/shared/throttle/maxRequestsPerSecond';
import { call } from '../../../../support/dialects';

const [one, other] = ['https://one.example/a', 'https://two.example/a'];
const paced = (url: string, now: number) => untilDeparture(call({ maxRequestsPerSecond: 10, url }), now);

it('paced requests keep their distance by when they left, whatever is late', () => {
	expect([paced(one, 1000), paced(one, 1000), paced(other, 1000)]).toEqual([0, 100, 0]);
	expect([paced(one, 5000), paced(one, 5000), paced(one, 5090)]).toEqual([0, 100, 10]);
});

it('who leaves just on time counts as well', () => {
	const third = 'https://three.example/a';
	expect([paced(third, 1000), paced(third, 1100), paced(third, 1150)]).toEqual([0, 0, 50]);
});

it('a clock that was set back makes nobody wait', () => {
	expect([paced(one, 900), paced(one, 950)]).toEqual([0, 50]);
});

it('what has no pace neither waits nor counts', () => {
	const unpaced = call({ url: one });
	expect([untilDeparture(unpaced, 9000), untilDeparture(unpaced, 9000), paced(one, 9000)]).toEqual([0, 0, 0]);
});
