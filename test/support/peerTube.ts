import { startSandbox, type Sandbox } from '../../sandbox';
import { Control } from './control';
import { TestN8n, type Step } from './testN8n';

/** A PeerTube sandbox and an n8n with the packed package, for one test file. */
export interface Stage {
	sandbox: Sandbox;
	control: Control;
	n8n: TestN8n;
}

export function startTestBed(): Stage {
	const stage = {} as Stage;
	beforeAll(async () => {
		stage.sandbox = await startSandbox();
		stage.control = new Control(stage.sandbox, 'peertube');
		stage.n8n = await TestN8n.load();
	});
	beforeEach(async () => await stage.control.reset());
	afterAll(async () => await stage.sandbox.close());
	return stage;
}

export const PASSWORD = 'mustnotleak-password-value';
/** Base32 of the text "mustnotleak two-factor secret". */
export const TWO_FACTOR_SECRET = 'MNQW4YLSPEQHI53PFVTGCY3UN5ZCA43FMNZGK5A=';

let accounts = 0;

/** A new account at the instance, and a credential for it under the same name. */
export async function newAccount(
	{ control, n8n, sandbox }: Stage,
	account: object = {},
	credential: object = {},
) {
	const username = `user${++accounts}`;
	await control.user(username, { password: PASSWORD, ...account });
	n8n.addCredential(username, 'peerTubeApi', {
		instanceUrl: sandbox.peerTube,
		username,
		password: PASSWORD,
		...credential,
	});
	return username;
}

/** A step of the PeerTube node that acts for a credential. */
export const withCredential = (operation: string, credential: string, parameters: object = {}): Step => ({
	type: 'peerTube',
	credentials: { peerTubeApi: credential },
	parameters: { ...split(operation), actFor: 'credential', ...parameters },
});

/** A step of the PeerTube node that acts for somebody whose sign-in or tokens come in as fields. */
export const withFields = (operation: string, instanceUrl: string, parameters: object = {}): Step => ({
	type: 'peerTube',
	parameters: { ...split(operation), actFor: 'fields', instanceUrl, ...parameters },
});

function split(name: string) {
	const [resource = '', operation = ''] = name.split(':');
	return { resource, operation };
}
