import { calComUrl } from '../../../../nodes/CalCom/signIns';

describe('the address of a Cal.com server', () => {
	it.each([
		['https://api.cal.com', 'https://api.cal.com'],
		[' https://api.cal.com/v2/ ', 'https://api.cal.com'],
		['cal.example', 'https://cal.example'],
		['http://localhost:5555//', 'http://localhost:5555'],
		['https://cal.example/api/v2', 'https://cal.example/api'],
	])('%j is %s', (pasted, url) => {
		expect(calComUrl(pasted)).toBe(url);
	});

	it.each([
		[''],
		['ftp://cal.example'],
		['https://mustnotleak:mustnotleak@cal.example'],
		['https://'],
		[undefined],
	])('%j is none, and is not repeated', (pasted) => {
		expect(() => calComUrl(pasted)).toThrow(
			/^The API URL of the Cal\.com credential is (empty|not a web address)$/,
		);
	});
});
