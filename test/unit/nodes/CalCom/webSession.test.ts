import fc from 'fast-check';
import { webSessionTokenOf } from '../../../../nodes/CalCom/webSession';
import { problemOf } from '../../../support/dialects';

describe('a web session, as people copy it', () => {
	it.each([
		['demo-value', 'demo-value'],
		['next-auth.session-token=demo-value', 'demo-value'],
		['Cookie: a=1; __Secure-next-auth.session-token=demo-value; b=2', 'demo-value'],
		['next-auth.session-token.0=demo-; next-auth.session-token.1=value', 'demo-value'],
		['next-auth.session-token.1=value; next-auth.session-token.0=demo-', 'demo-value'],
		['__Secure-next-auth.session-token.1=value;a=b;__Secure-next-auth.session-token.0=demo-', 'demo-value'],
		[
			'next-auth.session-token.0=demo-; next-auth.session-token.0=demo-; next-auth.session-token.1=value',
			'demo-value',
		],
		['next-auth.session-token=demo-value; next-auth.session-token=demo-value', 'demo-value'],
		[' "demo-value"\n', 'demo-value'],
		['demo-\u200bvalue', 'demo-value'],
		['next-auth.session-token\tdemo-value\tapp.cal.example\t/', 'demo-value'],
		[
			'.cal.example\tTRUE\t/\tTRUE\t1\tnext-auth.session-token.1\tvalue\n.cal.example\tTRUE\t/\tTRUE\t1\tnext-auth.session-token.0\tdemo-',
			'demo-value',
		],
		[
			'[{"name":"a","value":"b"},{"name":"__Secure-next-auth.session-token","value":"demo-value","secure":true}]',
			'demo-value',
		],
		[
			'{"cookies":[{"name":"next-auth.session-token.1","value":"value"},{"name":"next-auth.session-token.0","value":"demo-"}]}',
			'demo-value',
		],
		['{"next-auth.session-token":"demo-value"}', 'demo-value'],
		[
			Array.from(
				{ length: 12 },
				(_, at) => `next-auth.session-token.${11 - at}=${'abcdefghijkl'[11 - at]}`,
			).join('; '),
			'abcdefghijkl',
		],
	])('%j', (pasted, token) => {
		expect(webSessionTokenOf(pasted)).toBe(token);
	});

	it.each([['a; b=c'], ['two words'], ['line\r\nbreak'], ['näh'], ['next-auth.session-token=']])(
		'%j is none',
		(pasted) => expect(() => webSessionTokenOf(pasted)).toThrow('The web session cookie is not valid'),
	);

	it.each([
		['next-auth.session-token.1=mustnotleak', 'is not complete'],
		['next-auth.session-token.0=mustnotleak; next-auth.session-token.2=x', 'is not complete'],
		['next-auth.session-token.0=; next-auth.session-token.1=mustnotleak', 'is not complete'],
		['next-auth.session-token=mustnotleak; next-auth.session-token=other', 'is there more than once'],
		['next-auth.session-token=mustnotleak; next-auth.session-token.0=other', 'is there more than once'],
		['next-auth.session-token.0=a; next-auth.session-token.0=b', 'is there more than once'],
		['[{"name":"other","value":"mustnotleak"}]', 'is not in this export'],
		['{"token":"mustnotleak"}', 'is not in this export'],
		['x'.repeat(70_000), 'is not valid'],
	])('%j is refused with words, and is not repeated', (pasted, what) => {
		const problem = problemOf(() => webSessionTokenOf(pasted));
		expect(problem?.message).toMatch(`The web session cookie ${what}`);
		expect(problem?.message).not.toContain('mustnotleak');
	});

	it('is put together out of its pieces in whatever order they come, or refused', () => {
		const value = fc.stringMatching(/^[\w.-]{1,20}$/);
		fc.assert(
			fc.property(
				fc.array(value, { minLength: 1, maxLength: 12 }),
				fc.infiniteStream(fc.nat()),
				(values, ranks) => {
					const pieces = values.map((part, at) => ({
						rank: ranks.next().value as number,
						text: `next-auth.session-token.${at}=${part}`,
					}));
					const header = pieces.sort((a, b) => a.rank - b.rank).map(({ text }) => text);
					expect(webSessionTokenOf(header.join('; '))).toBe(values.join(''));
					const lacking = header.filter((text) => !text.includes('token.0='));
					if (lacking.length > 0)
						expect(problemOf(() => webSessionTokenOf(lacking.join('; ')))).toBeDefined();
				},
			),
		);
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (pasted) => {
				problemOf(() => expect(webSessionTokenOf(pasted)).toMatch(/^[\x21-\x3a\x3c-\x7e]+$/));
			}),
		);
	});
});
