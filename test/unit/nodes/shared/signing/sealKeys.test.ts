import type { ICredentialsDecrypted } from 'n8n-workflow';
import { sealKeysOf, testSealKeys } from '../../../../../nodes/shared/signing/sealKeys';

const KEY = Buffer.from('mustnotleak: the newest seal key').toString('base64');
const test = async (data: object | undefined) =>
	await testSealKeys('Demo')({ id: '1', name: 'x', type: 'y', data } as unknown as ICredentialsDecrypted);

describe('the test of a credential with nothing but keys', () => {
	it('names the key by its ID, and says nothing of it', async () => {
		const { status, message } = await test({ sealKey: ` ${KEY}\n`, olderSealKeys: '' });
		expect([status, message]).toEqual(['OK', expect.stringMatching(/^The ID of the seal key is [\w-]{8}$/)]);
		expect(message).toContain(sealKeysOf({ sealKey: KEY }, 'Demo')?.newest.id);
	});

	it.each([
		[undefined, 'The Demo credential holds no seal key'],
		[{ sealKey: '' }, 'The Demo credential holds no seal key'],
		[{ sealKey: 'mustnotleak' }, 'The seal key of the Demo credential is no key'],
		[{ sealKey: KEY, olderSealKeys: 'mustnotleak' }, 'An older seal key of the Demo credential is no key'],
		[{ sealKey: '', olderSealKeys: KEY }, 'The Demo credential has older seal keys, and no seal key'],
	])('of %j says what is wrong, and how to make one', async (data, words) => {
		const { status, message } = await test(data);
		expect(status).toBe('Error');
		expect(message).toContain(words);
		expect(message).not.toContain('mustnotleak');
	});
});
