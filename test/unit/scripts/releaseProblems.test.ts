import { releaseProblems, type Manifest, type Origin } from '../../../scripts/releaseProblems';

const manifest: Manifest = {
	version: '1.2.3',
	author: { name: 'Ada Lovelace', email: 'ada@sessions.dev' },
	homepage: 'https://github.com/analytical/sessions#readme',
	repository: { url: 'git+https://github.com/analytical/sessions.git' },
};
const origin: Origin = {
	repository: 'analytical/sessions',
	tag: 'v1.2.3',
	changelog: '# Changelog\n\n## 1.2.3\n\n- x\n\n## 1.2.2\n',
	saved: ['digests.json', '1.2.3'],
};

it('lets a version go out that is ready', () => {
	expect(releaseProblems(manifest, origin)).toEqual([]);
	expect(releaseProblems({ ...manifest, author: 'Ada <ada@sessions.dev>' }, origin)).toEqual([]);
	expect(
		releaseProblems({ ...manifest, repository: 'git@github.com:Analytical/Sessions.git' }, origin),
	).toEqual([]);
});

it.each<[string, Partial<Manifest>, Partial<Origin>]>([
	['"author"', { author: { name: 'contributors', email: 'contributors@sessions.example' } }, {}],
	['"author"', { author: undefined }, {}],
	['"author"', { author: 'Your Name' }, {}],
	['"homepage"', { homepage: 'https://example.com' }, {}],
	['"homepage"', { homepage: undefined }, {}],
	[
		'"repository"',
		{
			homepage: 'https://sessions.dev',
			repository: { url: 'git+https://github.com/OWNER/sessions.git' },
		},
		{ repository: 'OWNER/sessions' },
	],
	['"repository"', {}, { repository: 'somebody/fork' }],
	['no remote', {}, { repository: undefined }],
	['package.json leads to else/sessions', { homepage: 'https://github.com/else/sessions' }, {}],
	[
		'SECURITY.md leads to n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions',
		{},
		{
			texts: {
				'SECURITY.md': '(https://github.com/n8n-nodes-oauth-sessions/n8n-nodes-oauth-sessions/security)',
			},
		},
	],
	['The tag is v2.0.0', {}, { tag: 'v2.0.0' }],
	['CHANGELOG.md begins with Unreleased', {}, { changelog: '## Unreleased\n\n## 1.2.3\n' }],
	['test/saved/1.2.3 is not what is in examples', {}, { saved: [] }],
	[
		'.github/CODEOWNERS names @sessions/security',
		{},
		{ texts: { '.github/CODEOWNERS': '*  @Analytical/maintainers @ada\n/oauth/  @sessions/security\n' } },
	],
])('refuses it for: %s (%j)', (problem, of, from) => {
	expect(releaseProblems({ ...manifest, ...of }, { ...origin, ...from })).toEqual([
		expect.stringContaining(problem),
	]);
});

it('before there is a tag, asks only whose it is', () => {
	expect(releaseProblems(manifest, { ...origin, tag: undefined, changelog: '', saved: [] })).toEqual([]);
});
