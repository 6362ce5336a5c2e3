import { systemTime } from '../../nodes/shared/http/systemTime';

/** Where {@link movableTime} begins, in epoch milliseconds. */
export const NOW = Date.parse('2030-01-01T00:00:00Z');

/** The hour of the package in a test file: it stands still, and begins anew for each test. */
export function movableTime(): { now: number } {
	const time = { now: NOW };
	beforeEach(() => {
		time.now = NOW;
		jest.spyOn(systemTime, 'now').mockImplementation(() => time.now);
	});
	afterEach(() => jest.restoreAllMocks());
	return time;
}
