import { outcomeUnknownHint } from '../../../oauth/outcomeUnknown';
import { call, sample } from '../../support/dialects';

const endpoint = { method: 'POST', url: 'https://sample.example/a', effect: 'nonIdempotent' } as const;
const dialect = sample({
	endpoints: {
		refresh: { ...endpoint, purpose: 'refresh the session' },
		exchange: { ...endpoint, purpose: 'exchange the code' },
		signIn: { ...endpoint, purpose: 'sign in' },
		create: { ...endpoint, purpose: 'make the app' },
		rotate: { ...endpoint, purpose: 'rotate the secret', check: 'Try the secret that you have.' },
	},
});

describe('what to do when nobody knows whether it was done', () => {
	it.each([
		['refresh', 'refresh the session', 'Run it once more with the same refresh token'],
		['exchange', 'exchange the code', 'The code may be spent'],
		['signIn', 'sign in', 'There may be a session now that nobody uses'],
		['create', 'make the app', 'Look at Sample whether it happened, before you try again.'],
		['rotate', 'rotate the secret', 'Try the secret that you have.'],
		['unheardOf', 'it', 'Look at Sample whether it happened'],
	])('after %s', (name, purpose, look) => {
		const hint = outcomeUnknownHint(dialect, call({ endpoint: name }));
		expect(hint).toContain(`whether Sample did ${purpose}, so it was not tried again. ${look}`);
	});
});
