import fc from 'fast-check';
import { excerpt } from '../../../oauth/excerpt';

describe('excerpts', () => {
	it('are one short line without markup', () => {
		const text = excerpt(`<style>p{}</style><p>A\n\tB</p><script>x()</script>${'c'.repeat(500)}`);
		expect(text).toMatch(/^A B c+…$/);
		expect(text.length).toBeLessThanOrEqual(161);
	});

	it('hold no secret in any encoding a server may echo', () => {
		const secret = 'p&ss "w"/ö!';
		const form = new URLSearchParams({ v: secret }).toString();
		const html = 'p&amp;ss &quot;w&quot;/ö!';
		const echoed = [secret, encodeURIComponent(secret), JSON.stringify(secret), form, html].join(' ');
		expect(excerpt(echoed, [secret])).toBe('… … "…" v=… …');
	});

	it('never hold a secret, whatever surrounds it', () => {
		const secrets = fc.string({ minLength: 4, maxLength: 40 }).filter((text) => text.trim().length >= 4);
		fc.assert(
			fc.property(secrets, fc.string(), fc.string(), (secret, before, after) => {
				fc.pre(!`${before}…${after}`.includes(secret));
				expect(excerpt(before + secret + after, [secret])).not.toContain(secret);
			}),
		);
	});
});
