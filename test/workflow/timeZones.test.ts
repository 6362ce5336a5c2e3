import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { PACKAGE_FOLDER } from '../support/packageFolder';

const MOMENT = '2026-11-26T16:15:28.000Z';

/** The time zone of a process is that of its start. */
describe.each(['America/New_York', 'Asia/Kolkata', 'UTC'])('where n8n runs in %s', (TZ) => {
	const built = path.join(PACKAGE_FOLDER, 'dist');
	const inZone = (script: string): unknown =>
		JSON.parse(
			execFileSync(process.execPath, ['-e', script, built], { env: { TZ }, encoding: 'utf8' }),
		) as unknown;

	it('a moment without a zone is one in UTC', () => {
		const script = `
			const [, dist] = process.argv;
			const { readMoment } = require(dist + '/oauth/dates.js');
			const { instant, secondsLeft } = require(dist + '/oauth/tokens.js');
			const { waitAsked } = require(dist + '/oauth/rateLimits.js');
			const now = Date.parse('1994-11-06T08:48:37Z');
			const retryAfter = (header) => waitAsked({}, { status: 429, headers: { 'retry-after': header } }, {}, now);
			console.log(JSON.stringify([
				...['2026-11-26T16:15:28', '2026-11-26 16:15:28.000'].map((text) => new Date(readMoment(text)).toJSON()),
				instant('dateTime', '2026-11-26 16:15:28', 0),
				secondsLeft('2026-11-26 16:15:28', Date.parse('2026-11-26T16:15:00Z')),
				retryAfter('Sun Nov  6 08:49:37 1994'),
				retryAfter('Sunday, 06-Nov-94 08:49:37 GMT'),
			]));`;
		expect(inZone(script)).toEqual([MOMENT, MOMENT, MOMENT, 28, 60, 60]);
	});

	it.each([
		['two hours ago', -2 * 3600, 'refreshed'],
		['in a quarter of an hour', 900, 'fresh'],
	])('a stored session that expires %s is %s', (_, left, status) => {
		const script = `
			const [, dist] = process.argv;
			const { ensureFresh } = require(dist + '/nodes/shared/operations/ensureFresh.js');
			const stored = (expiresAt) => ({ accessToken: 'a', refreshToken: 'r', expiresAt });
			const dialect = { tokens: { accessToken: 'access_token' } };
			const flag = (name) => name === 'includeStatus';
			const seals = { ofRow() {}, check() {}, keys() {} };
			const context = (expiresAt) => ({ dialect, seals, parameter: () => stored(expiresAt), number: () => 5, flag });
			const iso = new Date(Date.now() + ${left} * 1000).toISOString();
			const forms = [iso.slice(0, 19), iso.slice(0, 19).replace('T', ' '), iso.slice(0, 23), iso, Date.parse(iso), Date.parse(iso) / 86_400_000 + 25_569.000001];
			const refreshed = async () => ({ accessToken: 'b', scopes: [] });
			Promise.all(forms.map((form) => ensureFresh(context(form), { refresh: refreshed, successorsOf: () => undefined })))
				.then((all) => console.log(JSON.stringify(all.map(({ status }) => status))));`;
		expect(inZone(script)).toEqual([status, status, status, status, status, status]);
	});
});
