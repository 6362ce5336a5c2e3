import { isDeadToken } from '../../../oauth/refusedAnswer';
import { answer, sample } from '../../support/dialects';

describe('an access token that is not valid any more', () => {
	const dialect = sample({
		messagePatterns: { unknownToken: /no client found for token/, poorToken: /may not/ },
		deadTokenStatuses: [401, 498],
		deadTokenSigns: ['unknownToken'],
	});
	const says = (message: string) => ({ error: { code: 'FORBIDDEN', message } });

	it.each([
		['the status that stands for it', 401, '', true],
		['another one that the dialect names', 498, '<p>Expired</p>', true],
		['words, whatever the status', 403, says('no client found for token=x'), true],
		['other words of the same status', 403, says('the token may not do this'), false],
		['a page of something in between', 403, '<p>no client found for token</p>', false],
		['the same words in a success', 200, says('no client found for token=x'), false],
	])('%s', (_, status, body, expected) => {
		expect(isDeadToken(dialect, answer(status, body))).toBe(expected);
	});
});
