import { randomUUID } from 'node:crypto';
import { refuseOtherServer } from '../../../../../nodes/shared/http/ownServer';
import { sample } from '../../../../support/dialects';

describe('the token of an OAuth2 credential', () => {
	it.each([
		['https://a.example/x', 'https://a.example/y?z', true],
		['https://a.example', 'https://A.EXAMPLE:443/', true],
		['https://bücher.example', 'https://xn--bcher-kva.example', true],
		['https://a.example', 'https://b.example', false],
		['https://a.example', 'https://a.example:8443', false],
		['https://a.example', 'http://a.example', false],
		['https://a.example', 'https://a.example.', false],
		['https://a.example', 'https://a.example@b.example', false],
	])('once sent to %s goes to %s: %s', (first, url, goes) => {
		const token = randomUUID();
		refuseOtherServer(sample(), token, first);
		const send = () => refuseOtherServer(sample(), token, url);
		if (goes) expect(send).not.toThrow();
		else expect(send).toThrow(expect.objectContaining({ kind: 'input' }));
		expect(() => refuseOtherServer(sample(), token, first)).not.toThrow();
	});

	it('says where it belongs, and what to do', () => {
		const token = randomUUID();
		refuseOtherServer(sample(), token, 'https://a.example');
		expect(() => refuseOtherServer(sample(), token, 'https://b.example')).toThrow(
			expect.objectContaining({
				message: 'This Sample credential was connected to a.example and is not sent to b.example',
				description: expect.stringContaining('click Connect'),
			}),
		);
	});

	it('does not bind another token', () => {
		refuseOtherServer(sample(), randomUUID(), 'https://a.example');
		expect(() => refuseOtherServer(sample(), randomUUID(), 'https://b.example')).not.toThrow();
	});
});
