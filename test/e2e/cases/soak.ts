import type { Row } from '../row';

/** Run by `soak.ts`, all credentials at once. */
export const soak: Row = {
	name: 'two minutes on two workers, access tokens of five seconds, schedule and webhook mixed',
	phase: 'soak',
	places: ['node', 'http'],
	start: 'new',
	steps: [],
	expects: { session: {}, oAuth2: {} },
};
