import { readPages } from '../../../../../nodes/shared/operations/pages';
import { requestSettings } from '../../../../../nodes/shared/node/requestSettings';
import { profileInputs } from '../../../../../nodes/CalCom/managedUserFields';
import { ensureFresh } from '../../../../../nodes/shared/operations/ensureFresh';
import { withoutSecretsIn } from '../../../../../nodes/shared/operations/masking';
import type { ItemContext } from '../../../../../nodes/shared/node/itemContext';
import { isRecord, parseJson } from '../../../../../oauth/json';
import { readTokens } from '../../../../../oauth/tokens';
import { answer, call, sample } from '../../../../support/dialects';

const unreadable = (message: string) =>
	expect.objectContaining({ kind: 'unreadable', message: expect.stringContaining(message) });

describe('a list', () => {
	const pages = (...all: number[][]) => {
		let read = 0;
		return async () => ({ data: all[read++ % all.length] ?? [], total: Infinity });
	};

	it('is read to its end, or to the limit', async () => {
		const readPage = async (start: number, count: number) => ({
			data: Array.from({ length: Math.min(count, 25 - start) }, (_, at) => start + at),
			total: 25,
		});
		expect(await readPages(Infinity, 10, readPage)).toHaveLength(25);
		expect(await readPages(12, 10, readPage)).toHaveLength(12);
	});

	it.each([
		['one page', [[1, 2]]],
		[
			'two pages',
			[
				[1, 2],
				[3, 4],
			],
		],
		['three pages after a first one', [[1], [2], [3], [1]]],
	])('that goes round over %s ends with words', async (_, all) => {
		await expect(readPages(Infinity, 10, pages(...all))).rejects.toEqual(unreadable('given before'));
	});

	it('of more and more pages ends with words', async () => {
		let entry = 0;
		const more = async () => ({ data: [entry++], total: Infinity });
		await expect(readPages(Infinity, 10, more)).rejects.toEqual(
			unreadable('The list goes on after 10000 entries'),
		);
	});

	it('of more and more text ends with words', async () => {
		let entry = 0;
		const more = async () => ({ data: ['x'.repeat(5_000_000) + String(entry++)], total: Infinity });
		await expect(readPages(Infinity, 10, more)).rejects.toEqual(unreadable('on 40 pages'));
	});

	it('with 1.6 million entries on its only page is read', async () => {
		const data = Array.from({ length: 1_600_000 }, () => 0);
		expect(await readPages(Infinity, 10, async () => ({ data, total: data.length }))).toHaveLength(
			data.length,
		);
	});
});

describe('JSON of 200,000 levels', () => {
	const deepList = '['.repeat(200_000) + ']'.repeat(200_000);
	const deepObject = '{"a":'.repeat(200_000) + '1' + '}'.repeat(200_000);
	const levels = (value: unknown): number => {
		let count = 0;
		for (let part = value; typeof part === 'object' && part !== null; part = Object.values(part)[0]) count++;
		return count;
	};

	it.each([
		['lists', deepList],
		['objects', deepObject],
	])('of %s is read without what lies too deep, and nothing around it is lost', (_, deep) => {
		const body = parseJson(`{"before":"{[","deep":[${deep},2],"client_secret":"a secret \\"]}\\\\"}`);
		expect(isRecord(body) && [body.before, body.client_secret]).toEqual(['{[', 'a secret "]}\\']);
		expect(levels(isRecord(body) && body.deep)).toBe(99);
		expect(isRecord(body) && Array.isArray(body.deep) && body.deep[1]).toBe(2);
		expect(JSON.stringify(withoutSecretsIn(body as never, ['client_secret'])).length).toBeLessThan(2000);
	});

	it('beside new tokens does not lose them', () => {
		const body = `{"access_token":"a","refresh_token":"r","deep":${deepList}}`;
		expect(readTokens(sample(), call(), answer(200, body), { sentAt: 0 })).toMatchObject({
			accessToken: 'a',
			refreshToken: 'r',
		});
	});

	it('that is not closed, or no JSON, is none', () => {
		for (const text of [
			deepList.slice(0, -1),
			`${deepList}]`,
			'['.repeat(200_000),
			'"'.repeat(500),
			`${deepObject}x`,
		])
			expect(parseJson(text)).toBeUndefined();
	});

	it('and a hundred levels are read as they are', () => {
		const text = '['.repeat(100) + '"[["' + ']'.repeat(100);
		expect(JSON.stringify(parseJson(text))).toBe(text);
	});

	it('of an item is refused by the name of its field, and not sent without a part', async () => {
		const input = (title: string) =>
			expect.objectContaining({ kind: 'input', message: `The field "${title}" is nested too deeply` });
		expect(() => profileInputs({ metadata: deepObject })).toThrow(input('Metadata'));
		const context = {
			parameter: () => deepObject,
			number: () => 5,
			flag: () => false,
		} as unknown as ItemContext;
		await expect(ensureFresh(context, { refresh: jest.fn(), successorsOf: jest.fn() })).rejects.toEqual(
			input('Token Set'),
		);
	});
});

it.each([
	[{ timeoutSeconds: 2_073_600, maxWaitSeconds: 1e9 }, 3_600_000, 604_800_000],
	[{ timeoutSeconds: Infinity, maxWaitSeconds: Infinity }, 3_600_000, 604_800_000],
	[{ timeoutSeconds: 30, maxWaitSeconds: 60 }, 30_000, 60_000],
])(
	'items that choose %j keep a connection no longer than an hour',
	(requestOptions, timeoutMs, maxWaitMs) => {
		expect(requestSettings(requestOptions)).toMatchObject({ timeoutMs, maxWaitMs });
	},
);
