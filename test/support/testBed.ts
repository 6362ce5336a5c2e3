import { startSandbox, type Sandbox } from '../../sandbox';
import { Control } from './control';
import { TestN8n } from './testN8n';
import { testTime } from './testTime';

/** A sandbox and an n8n with the packed package, which share one time. */
export interface TestBed {
	sandbox: Sandbox;
	/** The control side of one provider. */
	control: Control;
	n8n: TestN8n;
}

/** The test bed of one file, there once its tests begin; before each of them `prepare` is called on a fresh provider. */
export function openTestBed(provider: string, prepare?: (bed: TestBed) => Promise<void> | void): TestBed {
	const bed = {} as TestBed;
	beforeAll(async () => {
		bed.sandbox = await startSandbox({ time: testTime.ofSandbox });
		bed.control = new Control(bed.sandbox, provider);
		bed.n8n = await TestN8n.load();
	});
	beforeEach(async () => {
		await testTime.untilForgotten();
		await bed.control.reset();
		await prepare?.(bed);
	});
	afterAll(async () => await bed.sandbox.close());
	return bed;
}
