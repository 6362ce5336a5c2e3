import { DropboxSignOAuth2Api } from '../../credentials/DropboxSignOAuth2Api.credentials';
import { FuseSignOAuth2Api } from '../../credentials/FuseSignOAuth2Api.credentials';
import { trimmedUrl } from '../../nodes/shared/fields/ownServerFields';

describe('the addresses that n8n computes by itself', () => {
	it.each([
		['https://api.example', 'https://api.example'],
		[' https://api.example/v3/ ', 'https://api.example/v3'],
		['https://api.example//', 'https://api.example'],
		[undefined, ''],
	])('%j becomes %j', (typed, address) => {
		const byN8n = new Function('field', `return ${trimmedUrl('field')}`) as (field?: string) => string;
		expect(byN8n(typed)).toBe(address);
	});

	it.each([
		['FuseSign', new FuseSignOAuth2Api()],
		['Dropbox Sign', new DropboxSignOAuth2Api()],
	])('%s: no field goes into a URL as it was typed', (_, { properties }) => {
		const urls = properties.filter(({ name }) => /^(auth|accessToken|refresh)Url$/.test(name));
		expect(urls.length).toBeGreaterThan(1);
		for (const { default: url } of urls) expect(url).toMatch(/^=\{\{ \(\$self\["\w+"\] \|\| ""\)\.trim\(\)/);
	});
});
