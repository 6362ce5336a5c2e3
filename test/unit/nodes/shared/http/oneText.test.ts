import { NodeApiError, type INode, type JsonObject } from 'n8n-workflow';
import { sample } from '../../../../support/dialects';
import { failureOf } from '../../../../../nodes/shared/http/failures';
import { inOneText } from '../../../../../nodes/shared/http/oneText';
import { OAuthProblem } from '../../../../../oauth/problems';

const refused = new OAuthProblem({ kind: 'refused', message: 'No such user', hint: 'Check it.' });
const call = {
	endpoint: 'probe',
	effect: 'safe',
	method: 'GET',
	url: 'https://x.example',
	headers: {},
	secrets: [],
} as const;

it('a problem is known again by its words where n8n has lost the cause', () => {
	const text = inOneText(refused);
	expect(text).toMatchObject({ message: 'No such user. Check it.', cause: refused });
	const wrapped = new NodeApiError({ name: 'x' } as INode, text as unknown as JsonObject);
	// What the classes of n8n before 2.34 do.
	Object.assign(wrapped, { cause: undefined });
	expect(failureOf(sample(), call, wrapped, { timeoutMs: 0 })).toBe(refused);
	expect(failureOf(sample(), call, new Error('No such'), { timeoutMs: 0 })).not.toBe(refused);
});
