import type { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { maskSecrets } from '../../../../../nodes/shared/operations/masking';

const item = (includeSecrets: boolean) => ({ options: () => ({ includeSecrets }) }) as unknown as ItemContext;
const answer = {
	id: '1',
	secret: 'mustnotleak-secret-abcd',
	nested: [{ secret: 'short' }],
	none: { secret: null },
};

describe('secrets in an answer', () => {
	it('show their end only, and nothing of short ones, however deep', () => {
		const masked = { id: '1', secret: '…abcd', nested: [{ secret: '…' }], none: { secret: null } };
		expect(maskSecrets(item(false), answer, ['secret'])).toEqual(masked);
	});

	it('are returned to those who ask', () => {
		expect(maskSecrets(item(true), answer, ['secret'])).toEqual(answer);
	});
});
