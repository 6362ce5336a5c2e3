import { randomUUID } from 'node:crypto';
import {
	bindLikeServerOf,
	bindToServer,
	refuseOtherServer,
} from '../../../../../nodes/shared/http/ownServer';
import { sample } from '../../../../support/dialects';

describe('the token of an OAuth2 credential', () => {
	it.each([
		['https://a.example/x', 'https://a.example/y?z', true],
		['https://a.example', 'https://A.EXAMPLE:443/', true],
		['https://bücher.example', 'https://xn--bcher-kva.example', true],
		['http://a.example', 'https://a.example', true],
		['https://a.example', 'https://b.example', false],
		['https://a.example', 'https://a.example:8443', false],
		['https://a.example', 'http://a.example', false],
		['https://a.example', 'https://a.example.', false],
		['https://a.example', 'https://a.example@b.example', false],
	])('once sent to %s goes to %s: %s', (first, url, goes) => {
		const token = randomUUID();
		bindToServer(token, first);
		const send = () => refuseOtherServer(sample(), token, url);
		if (goes) expect(send).not.toThrow();
		else expect(send).toThrow(expect.objectContaining({ kind: 'input' }));
		expect(() => refuseOtherServer(sample(), token, first)).not.toThrow();
	});

	it('says where it belongs, and what to do', () => {
		const token = randomUUID();
		bindToServer(token, 'https://a.example');
		expect(() => refuseOtherServer(sample(), token, 'https://b.example')).toThrow(
			expect.objectContaining({
				message: 'This Sample credential was connected to a.example and is not sent to b.example',
				description: expect.stringContaining('click Connect'),
			}),
		);
	});

	it('does not bind another token', () => {
		bindToServer(randomUUID(), 'https://a.example');
		expect(() => refuseOtherServer(sample(), randomUUID(), 'https://b.example')).not.toThrow();
	});

	it('that came of another goes where that went', () => {
		const [spent, renewed] = [randomUUID(), randomUUID()];
		bindToServer(spent, 'https://a.example');
		bindLikeServerOf(renewed, spent);
		expect(() => refuseOtherServer(sample(), renewed, 'https://b.example')).toThrow();
	});

	it('that no server has taken yet goes anywhere: an address may have been mistyped', () => {
		const token = randomUUID();
		refuseOtherServer(sample(), token, 'https://mistyped.example');
		expect(() => refuseOtherServer(sample(), token, 'https://a.example')).not.toThrow();
	});
});
