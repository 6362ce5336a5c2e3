import { refusePlainHttp, refuseUnlessAllowed } from '../../../../../nodes/shared/http/plainHttp';

const HERE = [
	'http://localhost/x',
	'HTTP://LOCALHOST:3000',
	'http://api.localhost',
	'http://127.0.0.1:4801/x',
	'http://127.1',
	'http://2130706433/',
	'http://127.255.255.254',
	'http://[::1]:4801/',
	'http://[0:0:0:0:0:0:0:1]/',
];
const SECURE = ['https://a.example', 'HTTPS://127.0.0.1.a.example'];
const ELSEWHERE = [
	['http://a.example/x', 'a.example'],
	['HTTP://A.Example:8080', 'a.example:8080'],
	['http://192.168.0.2:3000', '192.168.0.2:3000'],
	['http://0.0.0.0', '0.0.0.0'],
	['http://notlocalhost', 'notlocalhost'],
	['http://localhost.a.example', 'localhost.a.example'],
	['http://127.0.0.1.a.example', '127.0.0.1.a.example'],
	['http://localhost@a.example/', 'a.example'],
	['http://a.example/localhost', 'a.example'],
	['http://[::1:1]/', '[::1:1]'],
	['http:a.example', 'a.example'],
	['http:\\\\a.example', 'a.example'],
	['http://ａ.example', 'a.example'],
] as const;

describe('secrets over http', () => {
	it.each([...HERE, ...SECURE])('may go to %s', (url) => {
		expect(() => refusePlainHttp(url)).not.toThrow();
	});

	it.each(ELSEWHERE)('may not go to %s, unless the user allows it', (url, host) => {
		const message = `${host} is asked for over http, where anyone on the way can read tokens and passwords`;
		const refused = expect.objectContaining({ kind: 'input', message });
		expect(() => refusePlainHttp(url)).toThrow(refused);
		expect(() => refuseUnlessAllowed({ url }, { allowHttp: false })).toThrow(refused);
		expect(() => refuseUnlessAllowed({ url }, { allowHttp: true })).not.toThrow();
	});
});
