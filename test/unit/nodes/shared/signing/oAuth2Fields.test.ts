import fc from 'fast-check';
import type { ICredentialType } from 'n8n-workflow';
import { CalComSessionsOAuth2Api } from '../../../../../credentials/CalComSessionsOAuth2Api.credentials';
import { DropboxSignSessionsOAuth2Api } from '../../../../../credentials/DropboxSignSessionsOAuth2Api.credentials';
import { FluxerSessionsOAuth2Api } from '../../../../../credentials/FluxerSessionsOAuth2Api.credentials';
import { FuseSignSessionsOAuth2Api } from '../../../../../credentials/FuseSignSessionsOAuth2Api.credentials';
import { calComOAuth2 } from '../../../../../nodes/CalCom/calComOAuth2.dialect';
import { dropboxSign } from '../../../../../nodes/DropboxSign/dropboxSign.dialect';
import { fluxer } from '../../../../../nodes/Fluxer/fluxer.dialect';
import { fuseSign } from '../../../../../nodes/FuseSign/fuseSign.dialect';
import { NO_ADDRESS, serverUrl } from '../../../../../oauth/serverUrl';
import { problemOf } from '../../../../support/dialects';

const TYPES = [
	{ type: new CalComSessionsOAuth2Api(), dialect: calComOAuth2 },
	{ type: new DropboxSignSessionsOAuth2Api(), dialect: dropboxSign },
	{ type: new FluxerSessionsOAuth2Api(), dialect: fluxer },
	{ type: new FuseSignSessionsOAuth2Api(), dialect: fuseSign },
];

/** Texts that begin and end as addresses do, and as mistyped ones do. */
const likeAddresses = fc.stringMatching(/^["< ]?(https?)?[:;]?[\\/]{0,3}[a-c.:@/?#\]["\s]{0,20}$/);

/** The hidden addresses of a credential, as n8n computes them out of what was typed. */
function computed(
	{ properties }: ICredentialType,
	typed: unknown,
	isRefresh: boolean,
	allowPlainHttp = false,
) {
	const self = new Proxy({}, { get: (_, name) => (name === 'allowPlainHttp' ? allowPlainHttp : typed) });
	return Object.fromEntries(
		properties
			.filter(({ name }) => /^(auth|accessToken|refresh)Url$/.test(name))
			.map(({ name, default: value }) => {
				const expression = /^=\{\{ (.*) \}\}$/s.exec(String(value))?.[1] ?? 'undefined';
				const work = new Function('$self', '$executionId', `return ${expression}`) as (
					...given: unknown[]
				) => string;
				return [name, work(self, isRefresh ? '7' : '__UNKNOWN__')];
			}),
	);
}

describe.each(TYPES)('the addresses that n8n computes by itself for $type.name', ({ type, dialect }) => {
	const path = (endpoint: string) => dialect.endpoints[endpoint]?.url.replace(/^\{\w+\}/, '') ?? '';

	it.each([
		['https://api.example', 'https://api.example'],
		[' https://api.example/v3/ ', 'https://api.example/v3'],
		['https://api.example//', 'https://api.example'],
		['http://127.0.0.1:4801', 'http://127.0.0.1:4801'],
		['http://api.example', 'https://api.example'],
		['https://api.example/v3?a=1#top', 'https://api.example/v3'],
		['"api.example/v3",', 'https://api.example/v3'],
		['https//api.example', 'https://api.example'],
		[undefined, NO_ADDRESS],
		['/', NO_ADDRESS],
		['https://ann@api.example', NO_ADDRESS],
	])('%j becomes %j, with the paths of the dialect', (typed, address) => {
		expect(computed(type, typed, false)).toMatchObject({
			authUrl: address + path('authorize'),
			accessTokenUrl: address + path('exchange'),
		});
		const refreshing = computed(type, typed, true);
		expect(refreshing.accessTokenUrl).toBe(address + path('refresh'));
		if (path('refresh') !== path('exchange')) expect(refreshing.refreshUrl).toBe(address + path('refresh'));
	});

	it.each([
		['HTTP://LocalHost:4801', 'HTTP://LocalHost:4801'],
		['http://api.localhost', 'http://api.localhost'],
		['http://[::1]:4801', 'http://[::1]:4801'],
		['http://localhost.evil.example', 'https://localhost.evil.example'],
		['http://localhostevil.example', 'https://localhostevil.example'],
		['http://127.evil.example', 'https://127.evil.example'],
		['http://127.0.0.1.evil.example', 'https://127.0.0.1.evil.example'],
		['http://localhost@evil.example', NO_ADDRESS],
		['http://localhost:x@evil.example', NO_ADDRESS],
		['http://127.0.0.1:80@evil.example', NO_ADDRESS],
		['http://evil.example/.localhost', 'https://evil.example/.localhost'],
		['http://evil.example\\.localhost', 'https://evil.example/.localhost'],
		['http:evil.example', NO_ADDRESS],
		['http:\\\\evil.example', 'https://evil.example'],
	])('goes over http to this machine alone: %s', (typed, address) => {
		expect(computed(type, typed, true).accessTokenUrl).toBe(address + path('refresh'));
	});

	it('stays on http where that is allowed', () => {
		const { authUrl } = computed(type, 'HTTP://api.example', false, true);
		expect(authUrl).toBe(`http://api.example${path('authorize')}`);
	});

	it('are those that the nodes read out of the same text, or lead nowhere', () => {
		const reading = {
			subject: 'The URL',
			hint: '',
			droppedEnd: type instanceof CalComSessionsOAuth2Api ? '/v2' : undefined,
		};
		fc.assert(
			fc.property(fc.oneof(fc.webUrl(), likeAddresses, fc.string({ unit: 'binary' })), (typed) => {
				let read = NO_ADDRESS;
				const problem = problemOf(() => (read = serverUrl(typed, reading)));
				const { accessTokenUrl = '' } = computed(type, typed, true, true);
				if (URL.canParse(accessTokenUrl))
					expect(new URL(accessTokenUrl).href).toBe(new URL(read + path('refresh')).href);
				else expect(problem).toBeDefined();
			}),
			{ numRuns: 500 },
		);
	});

	it('takes no time for a hundred thousand slashes', () => {
		const before = process.cpuUsage();
		computed(type, `https://api.example/${'/'.repeat(100_000)}x${'/'.repeat(100_000)}`, true);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(100);
	});
});

it("the API's own version at the end of a Cal.com address is not doubled", () => {
	const { accessTokenUrl } = computed(new CalComSessionsOAuth2Api(), 'https://api.cal.com/v2/', true);
	expect(accessTokenUrl).toBe('https://api.cal.com/v2/auth/oauth2/token');
});
