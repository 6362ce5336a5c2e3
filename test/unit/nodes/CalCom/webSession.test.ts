import { webSessionTokenOf } from '../../../../nodes/CalCom/webSession';

describe('a web session, as people copy it', () => {
	it.each([
		['demo-value', 'demo-value'],
		['next-auth.session-token=demo-value', 'demo-value'],
		['Cookie: a=1; __Secure-next-auth.session-token=demo-value; b=2', 'demo-value'],
		['next-auth.session-token.0=demo-; next-auth.session-token.1=value', 'demo-value'],
	])('%j', (pasted, token) => {
		expect(webSessionTokenOf(pasted)).toBe(token);
	});

	it.each([['a; b=c'], ['two words'], ['line\r\nbreak'], ['näh'], ['next-auth.session-token=']])(
		'%j is none',
		(pasted) => expect(() => webSessionTokenOf(pasted)).toThrow('The web session cookie is not one'),
	);
});
